package dev.mainnet.launcher.supervision;

import dev.mainnet.launcher.settings.Home;
import dev.mainnet.launcher.settings.Part;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The log of one process: the file it appends to, and one older file beside it. */
public record LogFile(Path path) {
    private static final long ROTATED_AT_START = 5L << 20;
    private static final long CUT_WHILE_RUNNING = 20L << 20;
    private static final int TAIL_BYTES = 64 << 10;

    /** The log of a part. */
    public static LogFile of(Home home, Part part) {
        return new LogFile(home.logs().resolve(part.label() + ".log"));
    }

    /** Puts a large log aside before a start, replacing the one put aside before. */
    Path rotated() {
        try {
            if (Files.exists(path) && Files.size(path) > ROTATED_AT_START) {
                Files.move(path, older(), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException kept) {
            // A log that cannot be moved only grows on.
        }
        return path;
    }

    /**
     * Bounds the log of a process that runs. The process appends, so after the cut it goes on at the start of the file; lines written
     * between copy and cut are lost.
     */
    public void cutIfLarge() {
        try {
            if (Files.exists(path) && Files.size(path) > CUT_WHILE_RUNNING) {
                Files.copy(path, older(), StandardCopyOption.REPLACE_EXISTING);
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                    channel.truncate(0);
                }
            }
        } catch (IOException kept) {
            // Tried again soon.
        }
    }

    /** The last lines, at most so many. */
    public List<String> tail(int lines) throws IOException {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            int length = (int) Math.min(file.length(), TAIL_BYTES);
            byte[] end = new byte[length];
            file.seek(file.length() - length);
            file.readFully(end);
            List<String> all = new String(end, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        }
    }

    private Path older() {
        return path.resolveSibling(path.getFileName() + ".1");
    }
}

package dev.mainnet.worker.files;

import dev.mainnet.worker.platform.Lease.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Inputs by their hash, so that a model that is used again is not fetched again. The least recently used give way. */
public final class InputCache {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;
    private final long maxBytes;

    public InputCache(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    /** How to fetch a file that is not there. */
    public interface Download {
        void to(Path file) throws IOException, InterruptedException;
    }

    /**
     * The file of that hash.
     *
     * @throws IOException also when what was fetched is not what was announced
     */
    public Path get(Input input, Download download) throws IOException, InterruptedException {
        if (!SHA256.matcher(input.sha256()).matches() || input.sizeBytes() > maxBytes) {
            throw new IOException("Input " + input.name() + " has no hash or is larger than this worker keeps");
        }
        Path file = folder.resolve(input.sha256());
        // A file under its hash is whole: it got there by a move after it was checked.
        if (!Files.exists(file)) {
            makeRoom(input.sizeBytes());
            fetch(input, download, file);
        }
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        return file;
    }

    private void fetch(Input input, Download download, Path file) throws IOException, InterruptedException {
        Path unfinished = folder.resolve(input.sha256() + ".unfinished");
        try {
            download.to(unfinished);
            if (!Hashes.sha256(unfinished).equals(input.sha256())) {
                throw new IOException("Input " + input.name() + " arrived damaged");
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private void makeRoom(long needed) throws IOException {
        Files.createDirectories(folder);
        List<Path> oldestFirst;
        try (Stream<Path> files = Files.list(folder)) {
            oldestFirst =
                    files.sorted(Comparator.comparing(InputCache::lastUse)).toList();
        }
        long kept = 0;
        for (Path file : oldestFirst) {
            kept += Files.size(file);
        }
        for (Path file : oldestFirst) {
            if (kept + needed <= maxBytes) {
                return;
            }
            kept -= Files.size(file);
            Files.delete(file);
        }
    }

    private static FileTime lastUse(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}

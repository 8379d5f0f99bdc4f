package dev.mainnet.training.loop;

import dev.mainnet.training.weights.Snapshot;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Where a training keeps its last checkpoint: {@code latest} as of the last epoch, and {@code best-N} with the weights of the best
 * one. A file is replaced as a whole, and {@code latest} never names a best that is not there.
 */
public final class CheckpointFolder {
    private static final String LATEST = "latest";
    private static final String BEST = "best-";

    private final Path folder;

    /** @param folder for one training alone; it need not be there yet */
    public CheckpointFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Keeps the last one in another folder as it is now, whatever is saved afterwards. The files are links, so that it takes no time.
     *
     * @param other a folder that is not there yet, on the same file system
     */
    public void link(Path other) throws IOException {
        Files.createDirectories(other);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "{" + LATEST + "," + BEST + "*}")) {
            for (Path file : files) {
                Files.createLink(other.resolve(file.getFileName()), file);
            }
        }
    }

    /**
     * The last one, if any.
     *
     * @throws IOException also when the files are not those of a checkpoint
     */
    Optional<Checkpoint> latest() throws IOException {
        Path latest = folder.resolve(LATEST);
        if (!Files.exists(latest)) {
            return Optional.empty();
        }
        try (DataInputStream input = open(latest)) {
            Checkpoint.Position position = Checkpoint.Position.read(input);
            Snapshot weights = Snapshot.read(input);
            Snapshot means = Snapshot.read(input);
            Snapshot squares = Snapshot.read(input);
            try (DataInputStream best = open(folder.resolve(BEST + position.best()))) {
                return Optional.of(new Checkpoint(position, weights, means, squares, Snapshot.read(best)));
            }
        }
    }

    void save(Checkpoint checkpoint) throws IOException {
        Files.createDirectories(folder);
        Path best = folder.resolve(BEST + checkpoint.position().best());
        if (!Files.exists(best)) {
            replace(best, checkpoint.bestWeights()::write);
        }
        replace(folder.resolve(LATEST), output -> {
            checkpoint.position().write(output);
            checkpoint.weights().write(output);
            checkpoint.means().write(output);
            checkpoint.squares().write(output);
        });
        try (DirectoryStream<Path> earlier = Files.newDirectoryStream(folder, BEST + "*")) {
            for (Path file : earlier) {
                if (!file.equals(best)) {
                    Files.delete(file);
                }
            }
        }
    }

    private interface Content {
        void write(DataOutputStream output) throws IOException;
    }

    private static void replace(Path file, Content content) throws IOException {
        Path part = file.resolveSibling(LATEST + ".part");
        try (DataOutputStream output = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
            content.write(output);
        }
        try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static DataInputStream open(Path file) throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
    }
}

package dev.mainnet.worker.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for one attempt, empty at first and gone afterwards, also when the worker was killed meanwhile. */
public record Scratch(Path folder) implements AutoCloseable {

    /** Makes the folder, and removes whatever an earlier attempt left in its place. */
    public static Scratch at(Path folder) throws IOException {
        delete(folder);
        return new Scratch(Files.createDirectories(folder));
    }

    @Override
    public void close() throws IOException {
        delete(folder);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}

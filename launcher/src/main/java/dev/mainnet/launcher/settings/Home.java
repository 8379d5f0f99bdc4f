package dev.mainnet.launcher.settings;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The folder that holds everything the platform keeps on this machine ({@code MAINNET_HOME}). */
public record Home(Path root) {

    /** What PostgreSQL stores. */
    public Path postgresData() {
        return root.resolve("data/postgres");
    }

    /** What Kafka stores. */
    public Path kafkaData() {
        return root.resolve("data/kafka");
    }

    /** The worker's scratch folder. */
    public Path workerData() {
        return root.resolve("data/worker");
    }

    /** Where the runner keeps the models it has been given. */
    public Path runnerData() {
        return root.resolve("data/runner");
    }

    /** Uploaded files, unless {@code MAINNET_OBJECT_STORE} says otherwise. */
    public Path objects() {
        return root.resolve("objects");
    }

    /** Keys and passwords, made once. */
    public Path secrets() {
        return root.resolve("secrets");
    }

    /** One log per part. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** Which processes run, and the launcher's lock. */
    public Path run() {
        return root.resolve("run");
    }

    /** Makes the folders that every command needs. */
    public void create() {
        try {
            for (Path folder : List.of(root.resolve("data"), objects(), logs(), run())) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new Refusal("Cannot write to " + root + " (set MAINNET_HOME to another folder): " + e, e);
        }
    }

    /** Empties what the platform has stored: databases, events and uploaded files. Keys, logs and caches stay. */
    public void forgetData() {
        try {
            deleteTree(root.resolve("data"));
            deleteTree(objects());
        } catch (IOException e) {
            throw new Refusal("Cannot empty " + root + ": " + e, e);
        }
        create();
    }

    /** Deletes a folder with all it holds, without following links; a missing one is fine. */
    public static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

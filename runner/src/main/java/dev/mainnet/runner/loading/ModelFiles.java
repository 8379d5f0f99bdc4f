package dev.mainnet.runner.loading;

import dev.mainnet.onnx.NativeLibraries;
import dev.mainnet.runner.gguf.GgufModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The model files in scratch, least recently used first to go when they take too much. Files of a former process are used again;
 * half-received ones are deleted.
 */
@Component
final class ModelFiles implements AutoCloseable {
    private static final String SUFFIX = ".model";

    private final Path models;
    private final Path incoming;
    private final Path libraries;
    private final long maxBytes;
    private final FileChannel lock;
    private final Map<ModelName, Stored> stored = new LinkedHashMap<>(16, 0.75f, true);

    ModelFiles(LoadingSettings settings) throws IOException {
        models = Files.createDirectories(settings.scratch().resolve("models"));
        incoming = Files.createDirectories(settings.scratch().resolve("incoming"));
        maxBytes = settings.scratchSize().toBytes();
        lock = FileChannel.open(
                settings.scratch().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock.tryLock() == null) {
            throw new IllegalStateException("Another runner uses the scratch directory " + settings.scratch());
        }
        libraries = settings.scratch().resolve("native");
        NativeLibraries.keepIn(libraries);
        for (Path leftover : list(incoming)) {
            Files.delete(leftover);
        }
        adopt();
    }

    /** Where native libraries are unpacked. */
    Path libraries() {
        return libraries;
    }

    /** A path for a file that is about to be received; the caller deletes it or has it kept. */
    Path receiving() {
        return incoming.resolve(UUID.randomUUID().toString());
    }

    /** Makes a received file the model's, in place of a former one. */
    synchronized void keep(ModelName name, Path received) {
        try {
            Stored file = Stored.of(received);
            // Before the former one goes: an interruption ends it here.
            try (FileChannel channel = FileChannel.open(received, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            stored.remove(name);
            makeRoom(file.bytes());
            Files.move(received, path(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            stored.put(name, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The model's file, which this marks as used. */
    synchronized Optional<Path> find(ModelName name) {
        return stored.get(name) == null ? Optional.empty() : Optional.of(path(name));
    }

    synchronized List<ModelName> names() {
        return List.copyOf(stored.keySet());
    }

    /** The text models, without marking them as used, and when each was received. */
    synchronized Map<ModelName, Instant> texts() {
        Map<ModelName, Instant> texts = new LinkedHashMap<>();
        stored.forEach((name, file) -> {
            if (file.text()) {
                texts.put(name, file.received());
            }
        });
        return texts;
    }

    synchronized void delete(ModelName name) {
        stored.remove(name);
        try {
            Files.deleteIfExists(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private void makeRoom(long size) throws IOException {
        long taken = stored.values().stream().mapToLong(Stored::bytes).sum();
        Iterator<Map.Entry<ModelName, Stored>> oldest = stored.entrySet().iterator();
        while (taken + size > maxBytes && oldest.hasNext()) {
            Map.Entry<ModelName, Stored> gone = oldest.next();
            taken -= gone.getValue().bytes();
            Files.deleteIfExists(path(gone.getKey()));
            oldest.remove();
        }
    }

    private void adopt() throws IOException {
        List<Path> files = list(models).stream()
                .sorted(Comparator.comparingLong((Path file) -> file.toFile().lastModified()))
                .toList();
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (name.endsWith(SUFFIX)) {
                stored.put(new ModelName(name.substring(0, name.length() - SUFFIX.length())), Stored.of(file));
            } else {
                Files.delete(file);
            }
        }
        makeRoom(0);
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private Path path(ModelName name) {
        return models.resolve(name + SUFFIX);
    }

    private record Stored(long bytes, boolean text, Instant received) {
        static Stored of(Path file) throws IOException {
            return new Stored(
                    Files.size(file),
                    GgufModel.recognises(file),
                    Files.getLastModifiedTime(file).toInstant());
        }
    }
}

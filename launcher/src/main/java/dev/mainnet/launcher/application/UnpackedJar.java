package dev.mainnet.launcher.application;

import dev.mainnet.launcher.settings.Home;
import dev.mainnet.launcher.settings.Part;
import dev.mainnet.launcher.settings.Refusal;
import dev.mainnet.launcher.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A part's executable jar, unpacked once per build into the cache: a JVM starts faster from plain jars, and only those can have an AOT cache. */
public record UnpackedJar(Part part, Path folder) {
    /** Where Maven puts the executable jar of a part. */
    public static Path built(Settings settings, Part part) {
        return settings.checkout().resolve(part.label()).resolve("target/mainnet-" + part.label() + "-app.jar");
    }

    /**
     * Unpacks the jar of a part unless this build of it is unpacked already, and deletes what older builds left.
     *
     * @throws Refusal if the part is not built
     */
    public static UnpackedJar of(Settings settings, Part part) {
        Path jar = built(settings, part);
        if (!Files.exists(jar)) {
            throw new Refusal(part.label() + " is not built: " + jar + " is missing. ./mainnet builds it");
        }
        try {
            Path cache = Files.createDirectories(settings.cache());
            Path folder = cache.resolve(part.label() + "-" + JarFingerprint.of(jar));
            if (!Files.exists(folder)) {
                Path draft = cache.resolve(folder.getFileName() + ".new");
                Home.deleteTree(draft);
                BootJar.unpack(jar, draft, jarName(part));
                deleteOlder(cache, part);
                Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
            }
            return new UnpackedJar(part, folder);
        } catch (IOException e) {
            throw new Refusal("Cannot unpack " + jar + ": " + e, e);
        }
    }

    /** The jar to start; its libraries lie in {@code lib} beside it. */
    public Path jar() {
        return folder.resolve(jarName(part));
    }

    private static String jarName(Part part) {
        return "mainnet-" + part.label() + ".jar";
    }

    private static void deleteOlder(Path cache, Part part) throws IOException {
        try (Stream<Path> entries = Files.list(cache)) {
            List<Path> older = entries.filter(
                            entry -> entry.getFileName().toString().matches(part.label() + "-[0-9a-f]{16}"))
                    .toList();
            for (Path entry : older) {
                Home.deleteTree(entry);
            }
        }
    }
}

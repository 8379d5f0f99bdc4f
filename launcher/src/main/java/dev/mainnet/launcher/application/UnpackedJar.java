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
                deleteOlder(cache, part.label(), folder);
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

    /** Deletes the copies of the launcher, and the caches in them, that older builds have left. Only for who holds the home's lock. */
    public static void deleteOlderLaunchers(Settings settings) {
        Path own = Path.of(System.getProperty("java.class.path", ""))
                .toAbsolutePath()
                .resolve("..")
                .normalize();
        if (settings.text("MAINNET_CACHE").isPresent() || !own.startsWith(settings.cache())) {
            return;
        }
        try {
            deleteOlder(settings.cache(), "launcher", own);
        } catch (IOException kept) {
            // They only take space; the next start tries again.
        }
    }

    private static void deleteOlder(Path cache, String label, Path current) throws IOException {
        try (Stream<Path> entries = Files.list(cache)) {
            List<Path> older = entries.filter(entry ->
                            entry.getFileName().toString().matches(label + "-[0-9a-f]{16}") && !entry.equals(current))
                    .toList();
            for (Path entry : older) {
                Home.deleteTree(entry);
            }
        }
    }
}

package dev.mainnet.launcher.application;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Tells two builds of a jar apart by the names and checksums in its directory, without reading its tens of megabytes. */
final class JarFingerprint {
    private static final int LENGTH = 16;

    private JarFingerprint() {}

    static String of(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            zip.stream()
                    .map(entry -> describe(entry))
                    .sorted()
                    .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JVM has SHA-256", e);
        }
    }

    private static String describe(ZipEntry entry) {
        return entry.getName() + ' ' + entry.getCrc() + ' ' + entry.getSize() + '\n';
    }
}

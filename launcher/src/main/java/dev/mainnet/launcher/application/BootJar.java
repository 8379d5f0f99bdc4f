package dev.mainnet.launcher.application;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Unpacks an executable jar of Spring Boot into a plain jar and its libraries. Boot's own {@code jarmode=tools} does the same, but needs a
 * JVM per jar and Spring inside it, which the worker has not.
 */
final class BootJar {
    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String LIBRARIES = "BOOT-INF/lib/";

    private BootJar() {}

    /** Writes {@code folder/name} and {@code folder/lib/*.jar}; the plain jar names its main class and its libraries, in their order. */
    static void unpack(Path bootJar, Path folder, String name) throws IOException {
        Files.createDirectories(folder.resolve("lib"));
        try (JarFile jar = new JarFile(bootJar.toFile())) {
            List<String> libraries = new ArrayList<>();
            try (JarOutputStream plain =
                    new JarOutputStream(Files.newOutputStream(folder.resolve(name)), manifest(jar))) {
                for (JarEntry entry : Collections.list(jar.entries())) {
                    copy(jar, entry, plain, folder, libraries);
                }
            }
            if (libraries.isEmpty()) {
                throw new IOException(bootJar + " is no executable jar of Spring Boot");
            }
        }
    }

    private static void copy(JarFile jar, JarEntry entry, JarOutputStream plain, Path folder, List<String> libraries)
            throws IOException {
        String path = entry.getName();
        if (entry.isDirectory()) {
            // Spring finds the classes of a package only in a jar that has an entry for its folder.
            if (path.startsWith(CLASSES) && path.length() > CLASSES.length()) {
                plain.putNextEntry(new JarEntry(path.substring(CLASSES.length())));
                plain.closeEntry();
            }
            return;
        }
        try (InputStream content = jar.getInputStream(entry)) {
            if (path.startsWith(LIBRARIES)) {
                Files.copy(content, folder.resolve("lib").resolve(fileName(path)));
                libraries.add(path);
            } else if (path.startsWith(CLASSES)) {
                plain.putNextEntry(new JarEntry(path.substring(CLASSES.length())));
                content.transferTo(plain);
                plain.closeEntry();
            }
        }
    }

    private static Manifest manifest(JarFile jar) throws IOException {
        Attributes boot = jar.getManifest().getMainAttributes();
        Manifest manifest = new Manifest();
        Attributes plain = manifest.getMainAttributes();
        plain.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        plain.put(Attributes.Name.MAIN_CLASS, required(boot, "Start-Class"));
        plain.put(Attributes.Name.IMPLEMENTATION_VERSION, required(boot, "Implementation-Version"));
        plain.put(Attributes.Name.CLASS_PATH, String.join(" ", libraries(jar)));
        return manifest;
    }

    private static List<String> libraries(JarFile jar) throws IOException {
        String index = required(jar.getManifest().getMainAttributes(), "Spring-Boot-Classpath-Index");
        try (InputStream content = jar.getInputStream(jar.getJarEntry(index))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains(LIBRARIES))
                    .map(line -> "lib/" + fileName(line.replace("\"", "").trim()))
                    .toList();
        }
    }

    private static String required(Attributes attributes, String name) throws IOException {
        String value = attributes.getValue(name);
        if (value == null) {
            throw new IOException("The manifest has no " + name);
        }
        return value;
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}

package dev.mainnet.launcher.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootJarTest {

    @TempDir
    private Path folder;

    @Test
    void unpacksIntoAPlainJarThatNamesItsLibrariesInTheirOrder() throws Exception {
        Path boot = jar(Map.of(
                "META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\r\nStart-Class: a.Main\r\nImplementation-Version: 1.2\r\nSpring-Boot-Classpath-Index: BOOT-INF/classpath.idx\r\n",
                "BOOT-INF/classpath.idx",
                "- \"BOOT-INF/lib/z.jar\"\n- \"BOOT-INF/lib/a.jar\"\n",
                "BOOT-INF/lib/z.jar",
                "Z",
                "BOOT-INF/lib/a.jar",
                "A",
                "BOOT-INF/classes/a/",
                "",
                "BOOT-INF/classes/a/Main.class",
                "class",
                "org/springframework/boot/loader/Loader.class",
                "loader"));

        BootJar.unpack(boot, folder.resolve("out"), "program.jar");

        assertThat(folder.resolve("out/lib/z.jar")).hasContent("Z");
        try (JarFile plain = new JarFile(folder.resolve("out/program.jar").toFile())) {
            assertThat(plain.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo("a.Main");
            assertThat(plain.getManifest().getMainAttributes().getValue("Implementation-Version"))
                    .isEqualTo("1.2");
            assertThat(plain.getManifest().getMainAttributes().getValue("Class-Path"))
                    .isEqualTo("lib/z.jar lib/a.jar");
            assertThat(plain.getEntry("a/Main.class")).isNotNull();
            assertThat(plain.getEntry("a/")).as("for Spring's scan of packages").isNotNull();
            assertThat(plain.getEntry("org/springframework/boot/loader/Loader.class"))
                    .isNull();
        }
    }

    @Test
    void refusesAJarThatIsNotExecutable() throws Exception {
        Path plain = jar(Map.of("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n", "x", "y"));
        assertThatThrownBy(() -> BootJar.unpack(plain, folder.resolve("out"), "program.jar"))
                .isInstanceOf(IOException.class);
    }

    private Path jar(Map<String, String> entries) throws IOException {
        Path file = folder.resolve("boot.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            put(jar, "META-INF/MANIFEST.MF", entries);
            for (String name : entries.keySet()) {
                if (!name.equals("META-INF/MANIFEST.MF")) {
                    put(jar, name, entries);
                }
            }
        }
        return file;
    }

    private static void put(JarOutputStream jar, String name, Map<String, String> entries) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(entries.get(name).getBytes(StandardCharsets.UTF_8));
        jar.closeEntry();
    }
}

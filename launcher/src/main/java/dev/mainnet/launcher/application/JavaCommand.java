package dev.mainnet.launcher.application;

import dev.mainnet.launcher.settings.AotMode;
import dev.mainnet.launcher.settings.Part;
import dev.mainnet.launcher.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The command that starts a JVM of the platform.
 *
 * @param flags the JVM's options, heap size excepted
 * @param heap the option that bounds the heap
 * @param program what to run, as {@code -jar x.jar} or {@code -cp x Main args}
 * @param cache where its AOT cache lies or would lie
 */
public record JavaCommand(List<String> flags, String heap, List<String> program, Path cache, boolean cacheWanted) {
    /** Small in all that is not the heap: on one machine ten processes share the memory. */
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-Xss512k",
            "-XX:MaxMetaspaceSize=192m",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:MaxDirectMemorySize=64m",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xlog:aot*=off",
            // What compiling ahead of need saves later costs more than it gives while ten processes start on a few
            // cores.
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-AOTReplayTraining",
            // Options that come and go between releases of the JVM only make it quicker.
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-Dfile.encoding=UTF-8",
            "-Djava.awt.headless=true");

    /** The command of one of the project's own programs. */
    public static JavaCommand of(Settings settings, UnpackedJar application) {
        return of(
                settings,
                application.part(),
                List.of("-jar", application.jar().toString()),
                application.folder(),
                true);
    }

    /** The command of a class of the launcher itself, run with the classes this JVM runs with. */
    public static JavaCommand ofOwnClass(Settings settings, Part part, Class<?> main, List<String> arguments) {
        String classPath = System.getProperty("java.class.path", "");
        List<String> program = new ArrayList<>(List.of("-cp", classPath, main.getName()));
        program.addAll(arguments);
        // Only a class path of jars can have a cache; that of a test has folders.
        boolean isOneJar = classPath.endsWith(".jar") && !classPath.contains(System.getProperty("path.separator", ":"));
        Path folder =
                isOneJar ? Path.of(classPath).toAbsolutePath().resolve("..").normalize() : settings.cache();
        return of(settings, part, program, folder, isOneJar);
    }

    private static JavaCommand of(Settings settings, Part part, List<String> program, Path folder, boolean cacheable) {
        List<String> flags = new ArrayList<>(FLAGS);
        flags.addAll(settings.javaOptions(part));
        Path cache = folder.resolve(part.label() + "-" + fingerprint(flags) + ".aot");
        return new JavaCommand(
                flags, "-Xmx" + settings.memory(part), program, cache, cacheable && settings.aot() != AotMode.OFF);
    }

    /** Runs the program, with its cache if there is one. */
    public List<String> run() {
        return cacheWanted && Files.exists(cache) ? command("-XX:AOTCache=" + cache) : command("-Dmainnet.aot=none");
    }

    /** Runs the program behind all others, so that it writes a cache into this file when it ends. */
    List<String> train(Path file) {
        List<String> command = new ArrayList<>(OwnSession.prefix());
        command.addAll(LowPriority.prefix());
        command.addAll(java("-XX:AOTCacheOutput=" + file));
        return command;
    }

    /** The JVM that runs this program. */
    static String java() {
        return Path.of(System.getProperty("java.home", ""), "bin", "java").toString();
    }

    private List<String> command(String option) {
        List<String> command = new ArrayList<>(OwnSession.prefix());
        command.addAll(java(option));
        return command;
    }

    private List<String> java(String option) {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(flags);
        command.add(heap);
        command.add(option);
        command.addAll(program);
        return command;
    }

    /** A cache fits one build of the JVM and one set of flags only. */
    private static String fingerprint(List<String> flags) {
        CRC32 checksum = new CRC32();
        String both = System.getProperty("java.vm.version", "") + String.join(" ", flags);
        checksum.update(both.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(checksum.getValue());
    }
}

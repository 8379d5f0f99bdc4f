package dev.mainnet.launcher.application;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Runs a command in a session of its own. Otherwise Ctrl-C would reach all parts at once, and they could not be stopped in order. */
public final class OwnSession {
    private static final List<String> PREFIX = find("setsid")
            ? List.of("setsid")
            : find("perl") ? List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV or die") : List.of();

    private OwnSession() {}

    /** What to put before a command; nothing where the machine has no means for it. */
    public static List<String> prefix() {
        return PREFIX;
    }

    static boolean find(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(":"))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}

package dev.mainnet.launcher.application;

import java.util.List;

/** Runs a command behind everything else on the machine. */
final class LowPriority {
    private static final List<String> PREFIX = OwnSession.find("nice") ? List.of("nice", "-n", "19") : List.of();

    private LowPriority() {}

    /** What to put before a command; nothing where the machine has no means for it. */
    static List<String> prefix() {
        return PREFIX;
    }
}

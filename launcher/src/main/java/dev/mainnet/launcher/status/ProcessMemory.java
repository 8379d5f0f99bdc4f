package dev.mainnet.launcher.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The memory of a process and its children, each page that several share counted in parts, so that sums are right. */
final class ProcessMemory {
    private static final long KIB = 1024;

    private ProcessMemory() {}

    /** Of a process and all that it has started, in bytes; 0 where the system does not tell. */
    static long withChildren(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(ProcessMemory::ofOne)
                .sum();
    }

    /** Of a process alone. */
    static long ofOne(ProcessHandle process) {
        Path folder = Path.of("/proc", Long.toString(process.pid()));
        return field(folder.resolve("smaps_rollup"), "Pss:")
                .orElseGet(() -> field(folder.resolve("status"), "VmRSS:").orElse(0));
    }

    private static OptionalLong field(Path file, String name) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.stream()
                    .filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB)
                    .findFirst();
        } catch (IOException goneOrNotAllowed) {
            return OptionalLong.empty();
        }
    }
}

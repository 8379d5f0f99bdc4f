package dev.mainnet.launcher.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.mainnet.launcher.settings.Settings;
import dev.mainnet.launcher.supervision.ProcessRecord;
import dev.mainnet.launcher.supervision.StateFile;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Shows the processes of the platform. */
@Command(name = "status", description = "Shows the platform's processes: state, port, process id and memory.")
public final class StatusCommand implements Callable<Integer> {
    private static final long MIB = 1 << 20;

    @Option(names = "--json", description = "As a JSON array of {name, pid, port, state, memory_bytes}.")
    private boolean json;

    private final PrintStream out = System.out;

    @Override
    public Integer call() {
        List<Line> lines = new StateFile(Settings.ofThisProcess().home().run())
                .read().stream().map(StatusCommand::line).toList();
        if (json) {
            out.println(JsonMapper.builder().build().writeValueAsString(lines));
        } else if (lines.isEmpty()) {
            out.println("Mainnet is not running. ./mainnet up starts it.");
        } else {
            table(lines);
        }
        return 0;
    }

    private static Line line(ProcessRecord entry) {
        Optional<ProcessHandle> process = entry.process();
        Optional<Integer> port = entry.port() == 0 ? Optional.empty() : Optional.of(entry.port());
        return process.map(alive ->
                        new Line(entry.name(), Optional.of(alive.pid()), port, entry.state(), memory(entry, alive)))
                .orElseGet(() ->
                        new Line(entry.name(), Optional.empty(), port, entry.pid() == 0 ? entry.state() : "dead", 0));
    }

    /** The launcher's children are the parts, which have lines of their own. */
    private static long memory(ProcessRecord entry, ProcessHandle process) {
        return entry.name().equals(ProcessRecord.LAUNCHER)
                ? ProcessMemory.ofOne(process)
                : ProcessMemory.withChildren(process);
    }

    private void table(List<Line> lines) {
        out.printf(Locale.ROOT, "%-16s %-11s %6s %8s %9s%n", "PART", "STATE", "PORT", "PID", "MEMORY");
        for (Line line : lines) {
            out.printf(
                    Locale.ROOT,
                    "%-16s %-11s %6s %8s %5d MiB%n",
                    line.name(),
                    line.state(),
                    line.port().map(String::valueOf).orElse("-"),
                    line.pid().map(String::valueOf).orElse("-"),
                    line.memoryBytes() / MIB);
        }
        long sum = lines.stream().mapToLong(Line::memoryBytes).sum();
        out.printf(Locale.ROOT, "%-16s %-11s %6s %8s %5d MiB%n", "all", "", "", "", sum / MIB);
    }

    /**
     * One process.
     *
     * @param memoryBytes its memory and its children's, shared pages counted in parts
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Line(
            String name,
            Optional<Long> pid,
            Optional<Integer> port,
            String state,
            @JsonProperty("memory_bytes") long memoryBytes) {}
}

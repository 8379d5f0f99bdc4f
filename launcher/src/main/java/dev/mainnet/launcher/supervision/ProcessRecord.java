package dev.mainnet.launcher.supervision;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A process as the state file remembers it.
 *
 * @param name the part's label, or {@code launcher}
 * @param pid its id, 0 while it has no process
 * @param started when it started, in milliseconds since 1970: tells it from a later process with the same id
 * @param port where it listens, 0 if nowhere
 * @param state where it stood, in lower case
 */
public record ProcessRecord(String name, long pid, long started, int port, String state) {
    /** The name under which the launcher itself is recorded. */
    public static final String LAUNCHER = "launcher";

    /** The boot time from which start times are reckoned may move by a second when the clock is set. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    /** Records a process that runs. */
    public static ProcessRecord of(String name, ProcessHandle process, int port, PartState state) {
        return new ProcessRecord(name, process.pid(), startOf(process).toEpochMilli(), port, label(state));
    }

    /** Records a part that has no process. */
    public static ProcessRecord without(String name, int port, PartState state) {
        return new ProcessRecord(name, 0, 0, port, label(state));
    }

    /** The very process that was recorded, if it still runs. */
    public Optional<ProcessHandle> process() {
        return pid <= 0
                ? Optional.empty()
                : ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedThen);
    }

    private boolean startedThen(ProcessHandle process) {
        Duration apart = Duration.between(Instant.ofEpochMilli(started), startOf(process))
                .abs();
        return apart.compareTo(CLOCK_TOLERANCE) <= 0;
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    private static String label(PartState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}

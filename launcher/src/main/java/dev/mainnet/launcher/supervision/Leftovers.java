package dev.mainnet.launcher.supervision;

import dev.mainnet.launcher.settings.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Processes of a platform whose launcher was killed. */
public final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Set<String> STORES = Set.of(Part.POSTGRES.label(), Part.KAFKA.label());

    private Leftovers() {}

    /** Ends every recorded process that still runs, the stores last, and returns their names. */
    public static List<String> stop(StateFile stateFile) {
        List<ProcessRecord> alive = stateFile.read().stream()
                .filter(entry -> !entry.name().equals(ProcessRecord.LAUNCHER))
                .filter(entry -> entry.process().isPresent())
                .toList();
        end(alive.stream().filter(entry -> !STORES.contains(entry.name())).toList());
        end(alive.stream().filter(entry -> STORES.contains(entry.name())).toList());
        stateFile.delete();
        return alive.stream().map(ProcessRecord::name).toList();
    }

    private static void end(List<ProcessRecord> records) {
        List<Thread> stops = new ArrayList<>();
        for (ProcessRecord entry : records) {
            entry.process()
                    .ifPresent(process ->
                            stops.add(Thread.ofVirtual().start(() -> Stopping.stop(entry.name(), process, PATIENCE))));
        }
        for (Thread stop : stops) {
            try {
                stop.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}

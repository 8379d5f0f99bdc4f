package dev.mainnet.launcher.demo;

import dev.mainnet.launcher.application.OwnSession;
import dev.mainnet.launcher.settings.Part;
import dev.mainnet.launcher.settings.Refusal;
import dev.mainnet.launcher.settings.Settings;
import dev.mainnet.launcher.supervision.PartState;
import dev.mainnet.launcher.supervision.ProcessRecord;
import dev.mainnet.launcher.supervision.StateFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the platform running, or starts it in the background as {@code ./mainnet up} would. */
final class BackgroundPlatform {
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Settings settings;
    private final PrintStream out;
    private final StateFile stateFile;

    BackgroundPlatform(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
        this.stateFile = new StateFile(settings.home().run());
    }

    /**
     * Waits until calls are answered, after starting the platform if it does not run. What jobs need may get ready later.
     *
     * @return whether it had to be started
     */
    boolean ensureAnswers() throws IOException, InterruptedException {
        if (launcherRuns()) {
            await(this::answers);
            return false;
        }
        settings.home().create();
        Path log = settings.home().logs().resolve("up.log");
        out.println("Mainnet is not running; starting it in the background (" + log + ").");
        List<String> command = new ArrayList<>(OwnSession.prefix());
        command.addAll(List.of(settings.checkout().resolve("mainnet").toString(), "up"));
        Process up = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(log.toFile())
                .start();
        show(up, log);
        return true;
    }

    private void show(Process up, Path log) throws IOException, InterruptedException {
        int shown = 0;
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            boolean alive = up.isAlive();
            boolean answers = answers();
            List<String> lines = Files.readAllLines(log);
            lines.subList(Math.min(shown, lines.size()), lines.size()).forEach(out::println);
            shown = lines.size();
            if (answers) {
                return;
            }
            if (!alive) {
                throw new Refusal("Mainnet did not start.");
            }
            TimeUnit.MILLISECONDS.sleep(300);
        }
        throw new Refusal("Mainnet was not ready within " + PATIENCE.toMinutes() + " minutes; see " + log);
    }

    /** Waits until every part is ready. */
    void awaitReady() throws InterruptedException {
        await(this::isReady);
    }

    private void await(BooleanSupplier reached) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!reached.getAsBoolean()) {
            if (!launcherRuns() || Instant.now().isAfter(end)) {
                throw new Refusal("Mainnet does not get ready; ./mainnet status tells where it stands.");
            }
            TimeUnit.MILLISECONDS.sleep(300);
        }
    }

    private boolean launcherRuns() {
        return stateFile.read().stream()
                .anyMatch(entry -> entry.name().equals(ProcessRecord.LAUNCHER)
                        && entry.process().isPresent());
    }

    private boolean answers() {
        return isReady(settings.parts().stream().filter(part -> !part.isForJobsOnly()));
    }

    private boolean isReady() {
        return isReady(settings.parts().stream());
    }

    private boolean isReady(Stream<Part> parts) {
        String running = PartState.RUNNING.name().toLowerCase(Locale.ROOT);
        Set<String> ready = stateFile.read().stream()
                .filter(entry -> entry.state().equals(running))
                .map(ProcessRecord::name)
                .collect(Collectors.toSet());
        return parts.map(Part::label).allMatch(ready::contains);
    }
}

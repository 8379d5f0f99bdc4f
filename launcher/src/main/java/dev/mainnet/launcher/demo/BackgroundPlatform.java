package dev.mainnet.launcher.demo;

import dev.mainnet.launcher.application.OwnSession;
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
import java.util.concurrent.TimeUnit;

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
     * Waits until the platform is ready, after starting it if it does not run.
     *
     * @return whether it had to be started
     */
    boolean ensureRunning() throws IOException, InterruptedException {
        if (launcherRuns()) {
            awaitReady();
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
            boolean ready = isReady();
            List<String> lines = Files.readAllLines(log);
            lines.subList(Math.min(shown, lines.size()), lines.size()).forEach(out::println);
            shown = lines.size();
            if (ready) {
                return;
            }
            if (!alive) {
                throw new Refusal("Mainnet did not start.");
            }
            TimeUnit.MILLISECONDS.sleep(300);
        }
        throw new Refusal("Mainnet was not ready within " + PATIENCE.toMinutes() + " minutes; see " + log);
    }

    private void awaitReady() throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!isReady()) {
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

    private boolean isReady() {
        String running = PartState.RUNNING.name().toLowerCase(Locale.ROOT);
        List<ProcessRecord> records = stateFile.read();
        return records.size() == settings.parts().size() + 1
                && records.stream().allMatch(entry -> entry.state().equals(running));
    }
}

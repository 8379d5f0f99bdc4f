package dev.mainnet.launcher.down;

import dev.mainnet.launcher.settings.Settings;
import dev.mainnet.launcher.supervision.Leftovers;
import dev.mainnet.launcher.supervision.ProcessRecord;
import dev.mainnet.launcher.supervision.StateFile;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;

/** Stops a platform that was started elsewhere, also one whose launcher is dead. */
@Command(name = "down", description = "Stops the platform.")
public final class DownCommand implements Callable<Integer> {
    private static final int PATIENCE_SECONDS = 60;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws InterruptedException {
        StateFile stateFile = new StateFile(Settings.ofThisProcess().home().run());
        Optional<ProcessHandle> launcher = stateFile.read().stream()
                .filter(entry -> entry.name().equals(ProcessRecord.LAUNCHER))
                .findFirst()
                .flatMap(ProcessRecord::process);
        if (launcher.isPresent()) {
            end(launcher.orElseThrow());
        }
        List<String> leftovers = Leftovers.stop(stateFile);
        if (!leftovers.isEmpty()) {
            out.println("Stopped what was left: " + String.join(", ", leftovers));
        }
        out.println(launcher.isPresent() || !leftovers.isEmpty() ? "Mainnet has stopped." : "Mainnet was not running.");
        return 0;
    }

    private void end(ProcessHandle launcher) throws InterruptedException {
        out.println("Stopping ...");
        launcher.destroy();
        try {
            launcher.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            launcher.destroyForcibly();
        }
    }
}

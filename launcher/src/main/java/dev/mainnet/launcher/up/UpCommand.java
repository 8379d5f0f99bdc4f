package dev.mainnet.launcher.up;

import dev.mainnet.launcher.platform.Platform;
import dev.mainnet.launcher.settings.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the platform and stays with it until it is told to stop. */
@Command(name = "up", description = "Starts the platform; Ctrl-C stops it.")
public final class UpCommand implements Callable<Integer> {

    @Option(names = "--fresh", description = "Forgets all data first: databases, events and uploaded files.")
    private boolean fresh;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = Settings.ofThisProcess();
        Console console = new Console(settings);
        Platform platform = Platform.in(settings, fresh, console);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(platform, console), "stop-platform"));
        console.starting();
        platform.start();
        console.welcome();
        platform.awaitClosed();
        return 0;
    }

    /** In a shutdown hook, so that it happens at Ctrl-C, SIGTERM and a failed start alike. */
    private static void stop(Platform platform, Console console) {
        console.stopping();
        platform.close();
        console.stopped();
    }
}

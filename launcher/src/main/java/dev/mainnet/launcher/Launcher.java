package dev.mainnet.launcher;

import dev.mainnet.launcher.demo.DemoCommand;
import dev.mainnet.launcher.down.DownCommand;
import dev.mainnet.launcher.logs.LogsCommand;
import dev.mainnet.launcher.settings.Refusal;
import dev.mainnet.launcher.status.StatusCommand;
import dev.mainnet.launcher.up.UpCommand;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program behind {@code ./mainnet}. */
@Command(
        name = "mainnet",
        description = "The whole platform on this machine.",
        subcommands = {UpCommand.class, StatusCommand.class, LogsCommand.class, DownCommand.class, DemoCommand.class},
        mixinStandardHelpOptions = true)
public final class Launcher {

    private Launcher() {}

    /** Runs one command and ends with its exit code. */
    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        CommandLine line = new CommandLine(new Launcher());
        line.setExecutionExceptionHandler((problem, command, parsed) -> {
            if (problem instanceof Refusal) {
                System.err.println(problem.getMessage());
            } else {
                problem.printStackTrace(System.err);
            }
            return CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(line.execute(args));
    }
}

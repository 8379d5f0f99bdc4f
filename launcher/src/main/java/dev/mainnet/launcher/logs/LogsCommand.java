package dev.mainnet.launcher.logs;

import dev.mainnet.launcher.settings.Home;
import dev.mainnet.launcher.settings.Part;
import dev.mainnet.launcher.settings.Refusal;
import dev.mainnet.launcher.settings.Settings;
import dev.mainnet.launcher.supervision.LogFile;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the last lines of the parts' logs. */
@Command(name = "logs", description = "Shows the last lines of every part's log, or of one part's.")
public final class LogsCommand implements Callable<Integer> {
    private static final int MOST_AT_ONCE = 1 << 20;

    @Parameters(arity = "0..1", paramLabel = "part", description = "For example user-service.")
    private Optional<String> part = Optional.empty();

    @Option(names = "-f", description = "Goes on showing what is added, until Ctrl-C.")
    private boolean follow;

    @Option(names = "-n", description = "How many lines; 100 of one part, 10 of each by default.")
    private Optional<Integer> lines = Optional.empty();

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = Settings.ofThisProcess().home();
        List<Part> shown = part.map(name -> List.of(find(name))).orElseGet(() -> List.of(Part.values()));
        int count = lines.orElse(shown.size() == 1 ? 100 : 10);
        Map<Part, Long> positions = new EnumMap<>(Part.class);
        for (Part each : shown) {
            LogFile log = LogFile.of(home, each);
            positions.put(each, Files.exists(log.path()) ? Files.size(log.path()) : 0L);
            print(each, log.tail(count), shown.size() > 1);
        }
        while (follow) {
            TimeUnit.MILLISECONDS.sleep(300);
            for (Part each : shown) {
                LogFile log = LogFile.of(home, each);
                positions.put(each, printFrom(each, log, positions.getOrDefault(each, 0L), shown.size() > 1));
            }
        }
        return 0;
    }

    /** Prints what was added after a position, and tells the new one. A log that became shorter was cut: it is read from its start. */
    private long printFrom(Part each, LogFile log, long position, boolean named) throws IOException {
        if (!Files.exists(log.path())) {
            return 0;
        }
        try (RandomAccessFile file = new RandomAccessFile(log.path().toFile(), "r")) {
            long from = file.length() < position ? 0 : position;
            byte[] added = new byte[(int) Math.min(file.length() - from, MOST_AT_ONCE)];
            file.seek(from);
            file.readFully(added);
            print(each, new String(added, StandardCharsets.UTF_8).lines().toList(), named);
            return from + added.length;
        }
    }

    private void print(Part each, List<String> text, boolean named) {
        String prefix = named ? String.format("%-16s| ", each.label()) : "";
        text.forEach(line -> out.println(prefix + line));
        out.flush();
    }

    private static Part find(String name) {
        return Part.named(name)
                .orElseThrow(() -> new Refusal("There is no part \"" + name + "\"; the parts are "
                        + Arrays.stream(Part.values()).map(Part::label).collect(Collectors.joining(", "))));
    }
}

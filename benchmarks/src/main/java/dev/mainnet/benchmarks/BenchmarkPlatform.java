package dev.mainnet.benchmarks;

import dev.mainnet.launcher.platform.Platform;
import dev.mainnet.launcher.platform.Progress;
import dev.mainnet.launcher.postgres.PostgresDatabases;
import dev.mainnet.launcher.secrets.Secrets;
import dev.mainnet.launcher.settings.FreePorts;
import dev.mainnet.launcher.settings.Home;
import dev.mainnet.launcher.settings.Part;
import dev.mainnet.launcher.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.postgresql.ds.PGSimpleDataSource;

/** Some parts of the platform as {@code ./mainnet up} runs them (PostgreSQL with fsync), on ports and in a home of their own. */
final class BenchmarkPlatform implements AutoCloseable {

    private final Settings settings;
    private final Platform platform;

    private BenchmarkPlatform(Settings settings, Platform platform) {
        this.settings = settings;
        this.platform = platform;
    }

    static BenchmarkPlatform of(Path home, List<Part> parts) throws IOException, InterruptedException {
        return of(home, parts, Map.of());
    }

    /** The same with some variables set. */
    static BenchmarkPlatform of(Path home, List<Part> parts, Map<String, String> set)
            throws IOException, InterruptedException {
        Home.deleteTree(home);
        Map<String, String> environment = environment(home, parts);
        environment.putAll(set);
        Settings settings = new Settings(environment, Settings.enclosingCheckout());
        Platform platform = Platform.in(settings, true, Progress.silent());
        try {
            platform.start();
        } catch (InterruptedException | RuntimeException e) {
            platform.close();
            throw e;
        }
        return new BenchmarkPlatform(settings, platform);
    }

    private static Map<String, String> environment(Path home, List<Part> parts) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("MAINNET_"));
        environment.put("MAINNET_HOME", home.toString());
        environment.put("MAINNET_AOT", "off");
        // The optimising compiler, which ./mainnet up leaves out for a quicker start.
        environment.put("MAINNET_JAVA_OPTIONS", "-XX:+TieredCompilation");
        environment.put(Part.BILLING_SERVICE.variable("MEMORY"), "256m");
        environment.put(
                "MAINNET_EXCEPT",
                Arrays.stream(Part.values())
                        .filter(part -> !parts.contains(part))
                        .map(Part::label)
                        .collect(Collectors.joining(",")));
        environment.putAll(FreePorts.ofAPlatform());
        return environment;
    }

    String kafka() {
        return "127.0.0.1:" + settings.port(Part.KAFKA).orElseThrow();
    }

    String billing() {
        return "http://127.0.0.1:" + settings.port(Part.BILLING_SERVICE).orElseThrow();
    }

    /** A connection to a database of the platform's PostgreSQL, as the services have it. */
    Connection connect(String database) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {settings.port(Part.POSTGRES).orElseThrow()});
        source.setDatabaseName(database);
        source.setUser(PostgresDatabases.ROLE);
        source.setPassword(Secrets.in(settings.home().secrets()).postgresPassword());
        return source.getConnection();
    }

    @Override
    public void close() {
        platform.close();
    }
}

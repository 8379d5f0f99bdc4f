package dev.mainnet.launcher.e2e;

import dev.mainnet.launcher.demo.GatewayClient;
import dev.mainnet.launcher.platform.Platform;
import dev.mainnet.launcher.platform.Progress;
import dev.mainnet.launcher.settings.FreePorts;
import dev.mainnet.launcher.settings.Home;
import dev.mainnet.launcher.settings.Part;
import dev.mainnet.launcher.settings.Settings;
import dev.mainnet.launcher.supervision.PartState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;

/** The whole platform, started once for all tests of this JVM on ports and in a home of its own, by the code behind {@code ./mainnet up}. */
public final class RunningPlatform implements AutoCloseable {
    private static final Duration RESTARTED_WITHIN = Duration.ofMinutes(2);

    private final Settings settings;
    private final Platform platform;
    private final GatewayClient gateway;
    private final FakeGoogle google;

    private RunningPlatform(Settings settings, Platform platform, FakeGoogle google) {
        this.settings = settings;
        this.platform = platform;
        this.google = google;
        this.gateway = new GatewayClient(
                "http://localhost:" + settings.port(Part.GATEWAY).orElseThrow());
    }

    /** Starts it; the logs of its parts stay in {@code launcher/target/platform/logs}. */
    static RunningPlatform start() {
        Path checkout = Settings.enclosingCheckout();
        Path target = checkout.resolve("launcher/target");
        FakeGoogle google = new FakeGoogle();
        Settings settings = new Settings(environment(target, google), checkout);
        try {
            Home.deleteTree(settings.home().root());
            Files.createDirectories(settings.home().root());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Platform platform = Platform.in(settings, false, Progress.silent());
        try {
            platform.start();
        } catch (InterruptedException | RuntimeException e) {
            platform.close();
            google.close();
            throw new IllegalStateException("The platform did not start", e);
        }
        return new RunningPlatform(settings, platform, google);
    }

    private static Map<String, String> environment(Path target, FakeGoogle google) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("MAINNET_"));
        environment.put("MAINNET_HOME", target.resolve("platform").toString());
        environment.put("MAINNET_CACHE", target.resolve("platform-cache").toString());
        // A platform that lives for a minute or two does not earn back what its caches and optimised code would cost.
        environment.put("MAINNET_AOT", "off");
        environment.put("MAINNET_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
        environment.put("MAINNET_RATE_LIMIT_AUTHENTICATED", "1000000");
        environment.put("MAINNET_RATE_LIMIT_ANONYMOUS", "1000000");
        environment.put("MAINNET_RATE_LIMIT_REFUSED", "1000000");
        environment.put("MAINNET_ADMIN_EMAIL", "admin@example.com");
        // It is its own provider in one of the tests.
        environment.put("MAINNET_ALLOW_PRIVATE_UPSTREAMS", "true");
        environment.putAll(google.environment());
        environment.putAll(FreePorts.ofAPlatform());
        return environment;
    }

    /** A client of its gateway. */
    public GatewayClient gateway() {
        return gateway;
    }

    /** The settings it was started with. */
    public Settings settings() {
        return settings;
    }

    /** The Google whose tokens it takes. */
    FakeGoogle google() {
        return google;
    }

    /** Where a part answers directly, past the gateway, like {@code http://127.0.0.1:20001}. */
    public String direct(Part part) {
        return "http://127.0.0.1:" + settings.port(part).orElseThrow();
    }

    /** Where Kafka is, past every service. */
    public String kafka() {
        return "127.0.0.1:" + settings.port(Part.KAFKA).orElseThrow();
    }

    /** Signs a new person up and logs in. */
    public TestUser signUp() {
        return TestUser.signUp(gateway);
    }

    /** Whoever signs up with the address of {@code MAINNET_ADMIN_EMAIL}. */
    public TestUser administrator() {
        String password = "violet admin harbour";
        gateway.json("POST", "/api/v1/user/auth/signup", Map.of(), """
                {"username": "admin", "email": "admin@example.com", "password": "%s"}""".formatted(password));
        return TestUser.logIn(gateway, "admin", password);
    }

    /** Kills a part with SIGKILL and waits until it has been started again and is ready. */
    public void killAndAwaitRestart(Part part) {
        long killed = kill(part);
        Awaitility.await()
                .atMost(RESTARTED_WITHIN)
                .until(() -> platform.supervisor().state(part) == PartState.RUNNING
                        && platform.supervisor()
                                .process(part)
                                .filter(process -> process.pid() != killed)
                                .isPresent());
    }

    /** Kills a part with SIGKILL and tells its process id; it will be started again by itself. */
    public long kill(Part part) {
        ProcessHandle process = platform.supervisor().process(part).orElseThrow();
        process.destroyForcibly();
        return process.pid();
    }

    @Override
    public void close() {
        platform.close();
        google.close();
    }
}

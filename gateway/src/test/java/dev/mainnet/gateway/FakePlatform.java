package dev.mainnet.gateway;

import static org.awaitility.Awaitility.await;

import dev.mainnet.testing.MovableClock;
import dev.mainnet.testing.TestKafka;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.webtestclient.autoconfigure.WebTestClientBuilderCustomizer;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Services that say what reached them, one service of which an instance is dead, keys, a broker, and a clock. */
public final class FakePlatform implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    public static final FakeService USERS = new FakeService();
    public static final FakeService MODELS = new FakeService();
    public static final FakeService BILLING = new FakeService();
    public static final FakeService JOBS = new FakeService();

    /** Refuses connections. */
    public static final int DEAD_PORT = deadPort();

    public static final long MAX_BODY = 100_000;
    public static final int ANONYMOUS_LIMIT = 25;
    public static final Duration KEY_PATIENCE = Duration.ofSeconds(10);

    private static final ConnectionProvider CONNECTIONS = ConnectionProvider.builder("tests")
            .maxConnections(500)
            .maxIdleTime(Duration.ofSeconds(1))
            .build();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "spring.kafka.bootstrap-servers", TestKafka.bootstrapServers(),
                "eureka.client.enabled", "false",
                "management.server.port", "0",
                "mainnet.identity.signing-key", signingKeyFile().toString(),
                "mainnet.request.trusted-proxies", "127.0.0.0/8",
                "mainnet.routing.max-body", MAX_BODY + "B",
                "mainnet.routing.avoid-failed", "2s"));
        properties.put("mainnet.rate-limit.anonymous", ANONYMOUS_LIMIT);
        properties.put("mainnet.rate-limit.held-bodies-of-account", "300KB");
        properties.put("mainnet.routing.remember-instances", "1s");
        properties.put("mainnet.identity.key-patience", KEY_PATIENCE);
        properties.put("spring.cloud.gateway.server.webflux.httpclient.connect-timeout", 20_000);
        FakeRegistry.register("user-service", USERS.port());
        FakeRegistry.register("model-service", MODELS.port());
        FakeRegistry.register("job-service", JOBS.port());
        FakeRegistry.register("billing-service", DEAD_PORT, BILLING.port());
        USERS.answerJwks(Tokens.jwks());
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("fake-platform", properties));
        GenericApplicationContext beans = (GenericApplicationContext) context;
        beans.registerBean(FakeRegistry.class, FakeRegistry::new);
        beans.registerBean(WebTestClientBuilderCustomizer.class, () -> FakePlatform::useNoIdleConnections);
        beans.registerBean("movableClock", MovableClock.class, MovableClock::new, clock -> clock.setPrimary(true));
        beans.registerBean(ApplicationRunner.class, () -> arguments -> awaitReadiness(context));
    }

    /** Before that, the gateway refuses what it cannot judge yet. */
    private static void awaitReadiness(ConfigurableApplicationContext context) {
        for (String known : List.of("viewsHealthIndicator", "accessTokenKeysHealthIndicator")) {
            HealthIndicator indicator = context.getBean(known, HealthIndicator.class);
            await().until(() -> indicator.health().getStatus().equals(Status.UP));
        }
    }

    /** A gateway under test may close connections that idle for seconds; a call must not meet that. */
    private static void useNoIdleConnections(WebTestClient.Builder client) {
        client.clientConnector(new ReactorClientHttpConnector(HttpClient.create(CONNECTIONS)));
    }

    private static int deadPort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path signingKeyFile() {
        try {
            return Files.writeString(Files.createTempFile("gateway-key", ".json"), Tokens.GATEWAY.toJSONString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

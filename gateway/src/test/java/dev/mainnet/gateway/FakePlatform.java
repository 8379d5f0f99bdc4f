package dev.mainnet.gateway;

import dev.mainnet.testing.TestKafka;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.webtestclient.autoconfigure.WebTestClientBuilderCustomizer;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Services that say what reached them, one service of which an instance is dead, keys, a broker, and short times. */
public final class FakePlatform implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    public static final FakeService USERS = new FakeService();
    public static final FakeService MODELS = new FakeService();
    public static final FakeService BILLING = new FakeService();
    public static final FakeService JOBS = new FakeService();

    /** Refuses connections. */
    public static final int DEAD_PORT = deadPort();

    public static final long MAX_BODY = 100_000;
    public static final int ANONYMOUS_LIMIT = 25;

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
                "mainnet.request.head-timeout", "1s",
                "server.netty.idle-timeout", "3s",
                "mainnet.routing.max-body", MAX_BODY + "B",
                "mainnet.routing.avoid-failed", "2s",
                "spring.cloud.gateway.server.webflux.httpclient.response-timeout", "1s"));
        properties.put("mainnet.rate-limit.anonymous", ANONYMOUS_LIMIT);
        properties.put("mainnet.routing.idle-timeout", "2s");
        properties.put("mainnet.routing.call-timeout", "10s");
        properties.put("mainnet.rate-limit.held-bodies-of-account", "300KB");
        properties.put("mainnet.rate-limit.held-body-timeout", "4s");
        properties.put("mainnet.routing.remember-instances", "1s");
        properties.put("mainnet.identity.key-patience", "1s");
        FakeRegistry.register("user-service", USERS.port());
        FakeRegistry.register("model-service", MODELS.port());
        FakeRegistry.register("job-service", JOBS.port());
        FakeRegistry.register("billing-service", DEAD_PORT, BILLING.port());
        USERS.answerJwks(Tokens.jwks());
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("fake-platform", properties));
        ((GenericApplicationContext) context).registerBean(FakeRegistry.class, FakeRegistry::new);
        ((GenericApplicationContext) context)
                .registerBean(WebTestClientBuilderCustomizer.class, () -> FakePlatform::useNoIdleConnections);
    }

    /** The gateway closes connections that idle for three seconds; a call must not meet that. */
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

package dev.mainnet.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Points a service under test at a new database, the broker, an empty object store and the test identities. */
public final class Infrastructure implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String database = TestPostgres.newDatabase();
        String address = "localhost:" + TestPostgres.port() + "/" + database;
        Map<String, Object> properties = new HashMap<>(Map.of(
                "spring.r2dbc.url", "r2dbc:postgresql://" + address,
                "spring.r2dbc.username", "postgres",
                "spring.r2dbc.password", "postgres",
                "spring.flyway.url", "jdbc:postgresql://" + address,
                "spring.flyway.user", "postgres",
                "spring.flyway.password", "postgres",
                "spring.kafka.bootstrap-servers", TestKafka.bootstrapServers(),
                "eureka.client.enabled", "false",
                "management.server.port", "0"));
        properties.put("mainnet.test.database", database);
        properties.put("mainnet.identity.jwks", TestIdentity.jwksFile().toString());
        properties.put(
                "mainnet.identity.signing-key", TestIdentity.signingKeyFile().toString());
        properties.put("mainnet.object-store.location", newFolder());
        // A machine that pauses makes tests slow, not red.
        properties.put("spring.r2dbc.pool.max-acquire-time", "60s");
        properties.put("spring.r2dbc.pool.max-create-connection-time", "60s");
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("infrastructure", properties));
    }

    private static String newFolder() {
        try {
            return Files.createTempDirectory("objects").toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

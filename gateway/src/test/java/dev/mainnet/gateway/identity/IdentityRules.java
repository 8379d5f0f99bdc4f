package dev.mainnet.gateway.identity;

import java.nio.file.Path;
import java.time.Duration;

/** The settings of identities that tests without a context use. */
final class IdentityRules {

    static final IdentityProperties USUAL = new IdentityProperties(
            Path.of("none"),
            "http://localhost:4000",
            "mainnet",
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2));

    private IdentityRules() {}
}

package dev.mainnet.defaults.identity;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How callers' identities are verified.
 *
 * @param verify whether this service demands identity tokens; only the gateway, which makes them, does not
 * @param jwks the file with the public keys of the gateway
 * @param clientAddress whether requests come from where the gateway says that their clients are
 */
@Validated
@ConfigurationProperties("mainnet.identity")
record IdentityProperties(
        @DefaultValue("true") boolean verify,
        @DefaultValue("identity-jwks.json") @NotNull Path jwks,
        @DefaultValue("false") boolean clientAddress) {}

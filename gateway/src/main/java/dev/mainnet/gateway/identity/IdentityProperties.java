package dev.mainnet.gateway.identity;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How users' tokens are verified and identity tokens signed.
 *
 * @param signingKey the file with the gateway's private key, a JWK on P-256
 * @param issuer of users' access tokens
 * @param audience that access tokens must be meant for
 * @param clockSkew by how much user-service's clock may differ
 * @param keysRefresh how often the copy of user-service's public keys is renewed
 * @param keyPatience how long a request waits for its API key to be heard of
 */
@Validated
@ConfigurationProperties("mainnet.identity")
record IdentityProperties(
        @DefaultValue("gateway-key.json") @NotNull Path signingKey,
        @DefaultValue("http://localhost:4000") @NotBlank String issuer,
        @DefaultValue("mainnet") @NotBlank String audience,
        @DefaultValue("5s") @NotNull Duration clockSkew,
        @DefaultValue("2s") @NotNull Duration keysRefresh,
        @DefaultValue("2s") @NotNull Duration keyPatience) {}

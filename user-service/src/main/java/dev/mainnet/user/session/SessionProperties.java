package dev.mainnet.user.session;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of sessions.
 *
 * @param issuer the claim {@code iss} of access tokens
 * @param audience their claim {@code aud}
 * @param idle how long a session lives without a refresh
 */
@Validated
@ConfigurationProperties("mainnet.session")
record SessionProperties(
        @DefaultValue("http://localhost:4000") @NotBlank String issuer,
        @DefaultValue("mainnet") @NotBlank String audience,
        @DefaultValue("14d") Duration idle) {}

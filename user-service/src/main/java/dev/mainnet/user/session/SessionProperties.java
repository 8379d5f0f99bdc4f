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
 * @param access how long an access token of the native API lives
 * @param idle how long a session of the native API lives without a refresh
 */
@Validated
@ConfigurationProperties("mainnet.session")
record SessionProperties(
        @DefaultValue("http://localhost:4000") @NotBlank String issuer,
        @DefaultValue("mainnet") @NotBlank String audience,
        @DefaultValue("1800s") Duration access,
        @DefaultValue("14d") Duration idle) {

    /** What the dialects' sessions live for at most without a refresh. */
    private static final Duration DIALECTS = Duration.ofDays(14);

    SessionProperties {
        new SessionLifetimes(access, idle); // refuses what no session can live by
    }

    SessionLifetimes lifetimes() {
        return new SessionLifetimes(access, idle);
    }

    Duration longestIdle() {
        return idle.compareTo(DIALECTS) > 0 ? idle : DIALECTS;
    }
}

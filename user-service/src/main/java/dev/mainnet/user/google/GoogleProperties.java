package dev.mainnet.user.google;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of signing in by Google.
 *
 * @param clientId whom Google's tokens must be meant for; empty: nobody signs in by Google
 * @param jwksUrl where Google publishes its keys
 * @param issuer the tokens' {@code iss}
 */
@Validated
@ConfigurationProperties("mainnet.google")
record GoogleProperties(
        @DefaultValue("") String clientId,

        @DefaultValue("https://www.googleapis.com/oauth2/v3/certs") @NotNull
        URI jwksUrl,

        @DefaultValue(GOOGLE) @NotBlank String issuer) {

    private static final String GOOGLE = "https://accounts.google.com";

    /** Google's own tokens may leave the scheme out. */
    Set<String> issuers() {
        return issuer.equals(GOOGLE) ? Set.of(GOOGLE, "accounts.google.com") : Set.of(issuer);
    }
}

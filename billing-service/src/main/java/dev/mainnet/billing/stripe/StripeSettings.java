package dev.mainnet.billing.stripe;

import dev.mainnet.defaults.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Stripe is reached.
 *
 * @param secretKey by which Stripe knows us; empty for none
 * @param webhookSecret by which we know Stripe's events; several with commas between while one is rolled, empty to refuse all
 * @param apiBase Stripe's address; empty for the real one
 * @param retries of a request whose answer did not come
 * @param timeout of a request, retries included
 */
@ConfigurationProperties("mainnet.stripe")
public record StripeSettings(
        @DefaultValue("") Secret secretKey,
        @DefaultValue("") Secret webhookSecret,
        @DefaultValue("") String apiBase,
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("10s") Duration readTimeout,
        @DefaultValue("1") int retries,
        @DefaultValue("30s") Duration timeout) {

    private static final String STRIPE = "https://api.stripe.com";

    public StripeSettings {
        apiBase = apiBase.isBlank() ? STRIPE : apiBase.strip().replaceAll("/+$", "");
        String scheme = String.valueOf(URI.create(apiBase).getScheme());
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("Stripe's API base is no http or https address: " + apiBase);
        }
    }

    /** Whether it is Stripe itself that is asked, and not something that speaks its API. */
    boolean isStripeItself() {
        return apiBase.equals(STRIPE);
    }

    /** The key to ask Stripe with; nothing where payments are not configured. */
    public Optional<Secret> key() {
        return Optional.of(secretKey.text().strip())
                .filter(key -> !key.isEmpty())
                .map(Secret::new);
    }

    Stream<Secret> webhookSecrets() {
        return Stream.of(webhookSecret.text().split(","))
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .map(Secret::new);
    }
}

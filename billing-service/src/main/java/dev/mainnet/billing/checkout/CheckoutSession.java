package dev.mainnet.billing.checkout;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a checkout is paid.
 *
 * @param id Stripe's
 * @param url the page for the user's browser; null where Stripe told of none
 */
public record CheckoutSession(String id, @Nullable String url) {

    Optional<String> urlIfAny() {
        return Optional.ofNullable(url);
    }
}

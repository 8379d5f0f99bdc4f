package dev.mainnet.billing.stripe;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How payments are made here.
 *
 * @param publicUrl the gateway's address as browsers reach it, without a slash at its end
 * @param localCheckout whether a page of our own stands in for Stripe where no key is set: whoever can reach it pays with nothing
 * @param leastCredits that can be bought at a time; null for what the payment's way demands: 50 at Stripe, which takes no payment in US
 *     dollars under 50 cents, else 1
 */
@ConfigurationProperties("mainnet.payment")
public record PaymentSettings(
        @DefaultValue("http://localhost:4000") String publicUrl,
        @DefaultValue("false") boolean localCheckout,
        @Nullable Long leastCredits) {

    private static final long LEAST_OF_STRIPE = 50;

    public PaymentSettings {
        publicUrl = publicUrl.strip().replaceAll("/+$", "");
        if (!URI.create(publicUrl).isAbsolute()) {
            throw new IllegalArgumentException("The public URL is no absolute address: " + publicUrl);
        }
        if (leastCredits != null && leastCredits < 1) {
            throw new IllegalArgumentException("The least purchase is a credit, not " + leastCredits);
        }
    }

    /** How many credits must be bought at least. */
    public long leastCredits(StripeSettings stripe) {
        if (leastCredits != null) {
            return leastCredits;
        }
        return stripe.key().isPresent() && stripe.isStripeItself() ? LEAST_OF_STRIPE : 1;
    }

    /** Whether payments are only played here. A key of Stripe ends the play. */
    public boolean isLocal(StripeSettings stripe) {
        return localCheckout && stripe.key().isEmpty();
    }
}

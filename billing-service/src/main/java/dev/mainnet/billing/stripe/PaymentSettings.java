package dev.mainnet.billing.stripe;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How payments are made here.
 *
 * @param publicUrl the gateway's address as browsers reach it, without a slash at its end
 * @param localCheckout whether a page of our own stands in for Stripe where no key is set: whoever can reach it pays with nothing
 */
@ConfigurationProperties("mainnet.payment")
public record PaymentSettings(
        @DefaultValue("http://localhost:4000") String publicUrl,
        @DefaultValue("false") boolean localCheckout) {

    public PaymentSettings {
        publicUrl = publicUrl.strip().replaceAll("/+$", "");
        if (!URI.create(publicUrl).isAbsolute()) {
            throw new IllegalArgumentException("The public URL is no absolute address: " + publicUrl);
        }
    }

    /** Whether payments are only played here. A key of Stripe ends the play. */
    public boolean isLocal(StripeSettings stripe) {
        return localCheckout && stripe.key().isEmpty();
    }
}

package dev.mainnet.billing.stripe;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import dev.mainnet.defaults.secret.Secret;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** The secrets by which Stripe's events are known. Where there is none, nothing is Stripe's. */
public final class WebhookSecrets {

    private static final long TOLERANCE_SECONDS = 300;

    private final List<Secret> secrets;

    WebhookSecrets(List<Secret> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /** The configured ones. */
    static WebhookSecrets of(StripeSettings settings) {
        return new WebhookSecrets(settings.webhookSecrets().toList());
    }

    /** The configured ones, or else one that only this process knows: it takes its own events and refuses all others. */
    static WebhookSecrets forLocalEvents(StripeSettings settings) {
        WebhookSecrets configured = of(settings);
        return configured.secrets.isEmpty() ? new WebhookSecrets(List.of(Secret.random("whsec_", 43))) : configured;
    }

    /** Whether one of the secrets signed the body, within the last five minutes. */
    public boolean signed(String body, String signature) {
        return secrets.stream().anyMatch(secret -> signed(body, signature, secret));
    }

    /** Signs a body as Stripe would, now. */
    public String sign(String body) {
        try {
            return Webhook.Signature.generateSignatureHeader(
                    body, secrets.getFirst().text());
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA256", e);
        }
    }

    private static boolean signed(String body, String signature, Secret secret) {
        try {
            return Webhook.Signature.verifyHeader(body, signature, secret.text(), TOLERANCE_SECONDS);
        } catch (SignatureVerificationException e) {
            return false;
        } catch (RuntimeException e) {
            // Stripe's library does not expect a header that is no list of pairs.
            return false;
        }
    }
}

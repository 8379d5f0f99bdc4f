package dev.mainnet.billing.checkout;

import dev.mainnet.billing.stripe.PaymentSettings;
import dev.mainnet.billing.stripe.StripeSettings;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.idempotency.OperationId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Begins the purchase of credits. The checkout is written first and the session opened under its id after that, so that a crash in
 * between loses nothing: another try of the request finds the checkout and gets the same session.
 */
@Component
public class StartCheckout {

    /**
     * Where to pay.
     *
     * @param sessionId Stripe's
     * @param url for the user's browser
     */
    public record Page(String sessionId, String url) {}

    private final Checkouts checkouts;
    private final CheckoutSessions sessions;
    private final long leastCredits;

    StartCheckout(
            Checkouts checkouts, CheckoutSessions sessions, PaymentSettings settings, StripeSettings stripeSettings) {
        this.checkouts = checkouts;
        this.sessions = sessions;
        this.leastCredits = settings.leastCredits(stripeSettings);
    }

    /**
     * Begins one for the request at hand.
     *
     * @return where to pay; a 400 for an amount that cannot be bought, a 502, 503 or 504 where no session can be had
     */
    public Mono<Page> start(UUID userId, long credits) {
        return OperationId.current()
                .map(id -> Checkout.open(id, userId, credits, leastCredits))
                .delayUntil(wanted -> sessions.ready())
                .flatMap(wanted -> checkouts.insertOrFind(wanted).map(found -> requireSame(wanted, found)))
                .flatMap(checkout -> page(checkout).map(Mono::just).orElseGet(() -> openSession(checkout)));
    }

    /** A session without a page is noted all the same: whatever is told of it later is about this checkout. */
    private Mono<Page> openSession(Checkout checkout) {
        return sessions.open(checkout)
                .flatMap(session -> checkouts.noteSession(checkout.id(), session))
                .flatMap(session -> Mono.justOrEmpty(page(session)))
                .switchIfEmpty(Mono.error(() -> new ApiException(
                        ErrorCode.UPSTREAM_ERROR, "The payment provider opened a session without a page to pay on")));
    }

    private static Optional<Page> page(Checkout checkout) {
        return checkout.sessionIfAny().flatMap(StartCheckout::page);
    }

    private static Optional<Page> page(CheckoutSession session) {
        return session.urlIfAny().map(url -> new Page(session.id(), url));
    }

    private static Checkout requireSame(Checkout wanted, Checkout found) {
        if (!wanted.userId().equals(found.userId()) || wanted.amountCents() != found.amountCents()) {
            throw new ApiException(ErrorCode.IDEMPOTENCY_MISMATCH, "This checkout was begun before in another way");
        }
        return found;
    }
}

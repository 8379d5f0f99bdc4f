package dev.mainnet.billing.checkout;

import dev.mainnet.defaults.error.ApiException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An amount of credits that a user set out to buy. A credit costs a cent, so credits and cents are the same number.
 *
 * @param session where it can be paid; null until Stripe has answered
 * @param reason why it was rejected; null unless it was
 */
public record Checkout(
        UUID id,
        UUID userId,
        long amountCents,
        String currency,
        @Nullable CheckoutSession session,
        CheckoutState state,
        @Nullable String reason) {

    /** Stripe takes amounts of at most eight digits. */
    public static final long MOST_CREDITS = 99_999_999;

    private static final String CURRENCY = "usd";

    /** A new one; a 400 for an amount that cannot be bought. */
    static Checkout open(UUID id, UUID userId, long credits, long least) {
        if (credits < least || credits > MOST_CREDITS) {
            throw ApiException.invalid("credits", "must be a whole number between " + least + " and " + MOST_CREDITS);
        }
        return new Checkout(id, userId, credits, CURRENCY, null, CheckoutState.OPEN, null);
    }

    public Optional<CheckoutSession> sessionIfAny() {
        return Optional.ofNullable(session);
    }

    /** What speaks against crediting a payment of that amount in that session; nothing when it is what was asked for. */
    public Optional<String> objectionTo(String sessionId, long paidCents, String paidCurrency) {
        if (session != null && !session.id().equals(sessionId)) {
            return Optional.of("paid in another session");
        }
        return paidCents == amountCents && paidCurrency.toLowerCase(Locale.ROOT).equals(currency)
                ? Optional.empty()
                : Optional.of("paid " + paidCents + " " + paidCurrency + " instead of " + amountCents + " " + currency);
    }

    /** The same in a state that outranks its own; else as it is. */
    public Checkout reached(CheckoutState next) {
        return next.compareTo(state) > 0 ? new Checkout(id, userId, amountCents, currency, session, next, null) : this;
    }

    /** Not credited, and why. */
    public Checkout rejected(String why) {
        return state == CheckoutState.PAID
                ? this
                : new Checkout(id, userId, amountCents, currency, session, CheckoutState.REJECTED, why);
    }
}

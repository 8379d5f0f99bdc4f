package dev.mainnet.billing.adjustment;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.money.Credits;
import java.util.UUID;

/**
 * A correction of a balance.
 *
 * @param administratorId who decided it
 * @param userId whose balance it corrects
 * @param amount above zero to give, below to take; at most a thousand million credits, which keeps every sum far from overflowing
 */
public record Adjustment(UUID administratorId, UUID userId, Credits amount, String reason) {

    private static final Credits MOST = Credits.of("1000000000");

    public Adjustment {
        if (amount.micro() == 0) {
            throw ApiException.invalid("amount", "must not be zero");
        }
        if (Math.abs(amount.micro()) > MOST.micro()) {
            throw ApiException.invalid("amount", "must be between -" + MOST + " and " + MOST);
        }
    }
}

package dev.mainnet.billing.grant;

import java.time.Instant;
import java.util.UUID;

/**
 * Credits given until a day. Spending uses them up before anything else, those that end first first of all.
 *
 * @param remainingMicro what spending has left of it, as far as that has been counted
 * @param expiresAt when what remains is taken back
 */
record CreditGrant(UUID id, UUID userId, long amountMicro, long remainingMicro, Instant expiresAt, Instant createdAt) {

    CreditGrant remaining(long micro) {
        return new CreditGrant(id, userId, amountMicro, micro, expiresAt, createdAt);
    }
}

package dev.mainnet.model.admission;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.identity.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/**
 * Admits calls. The decision rests on totals that a call reads from the database, on what this instance's own commits have told since,
 * and on the estimates of its calls in flight. For these to fit together without a gap, a call takes a turn before it reads, and an
 * account's meter lives as long as any turn of it.
 */
@Component
public class Admission {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final ConcurrentMap<UUID, AccountMeter> meters = new ConcurrentHashMap<>();
    private final Balances balances;
    private final AdmissionSettings settings;

    Admission(Balances balances, AdmissionSettings settings) {
        this.balances = balances;
        this.settings = settings;
    }

    /**
     * Takes a turn; to be closed however the call ends.
     *
     * @throws ApiException {@code rate_limit_exceeded} when the account has as many as one may
     */
    public Turn open(Identity caller) {
        AccountMeter meter = meters.compute(caller.accountId(), (id, known) -> {
            AccountMeter held = known == null ? new AccountMeter() : known;
            if (held.holders >= settings.mostCallsOfAnAccount()) {
                throw new ApiException(
                                ErrorCode.RATE_LIMIT_EXCEEDED,
                                "An account may have " + settings.mostCallsOfAnAccount() + " calls under way")
                        .withRetryAfter(SOON);
            }
            held.holders++;
            return held;
        });
        return new Turn(
                caller, KeyBudget.of(caller, Instant.now()), meter, balances, () -> release(caller.accountId()));
    }

    private void release(UUID accountId) {
        meters.computeIfPresent(accountId, (id, meter) -> --meter.holders == 0 ? null : meter);
    }

    /** How many accounts have a turn open. */
    int open() {
        return meters.size();
    }
}

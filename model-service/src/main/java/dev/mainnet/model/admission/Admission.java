package dev.mainnet.model.admission;

import dev.mainnet.defaults.identity.Identity;
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

    private final ConcurrentMap<UUID, AccountMeter> meters = new ConcurrentHashMap<>();
    private final Balances balances;

    Admission(Balances balances) {
        this.balances = balances;
    }

    /** Takes a turn; to be closed however the call ends. */
    public Turn open(Identity caller) {
        AccountMeter meter = meters.compute(caller.accountId(), (id, known) -> {
            AccountMeter held = known == null ? new AccountMeter() : known;
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

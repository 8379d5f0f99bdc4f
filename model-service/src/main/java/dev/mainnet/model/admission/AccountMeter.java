package dev.mainnet.model.admission;

import dev.mainnet.contracts.BalanceEvent.BalanceChanged;
import dev.mainnet.model.metering.Totals;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The one place of an instance where an account's calls are admitted, one after the other. */
final class AccountMeter {

    private final Gauge account = new Gauge();
    private final Map<UUID, Gauge> keys = new HashMap<>();
    /** Calls that hold on to this meter; guarded by the map it lies in. */
    int holders;

    /**
     * Starts a call if its estimate is covered.
     *
     * @param seen totals that were read after this meter was held
     * @return why it is refused; nothing when it has started
     */
    synchronized Optional<Shortage> start(
            long estimateMicro, Optional<BalanceChanged> balance, Totals seen, Optional<KeyBudget> key) {
        account.see(seen.accountMicro());
        Optional<Gauge> ofKey = key.map(budget -> gauge(budget.meterId()));
        ofKey.ifPresent(gauge -> gauge.see(seen.keyMicro()));
        Optional<Shortage> shortage = shortage(estimateMicro, balance, key);
        if (shortage.isEmpty()) {
            account.start(estimateMicro);
            ofKey.ifPresent(gauge -> gauge.start(estimateMicro));
        }
        return shortage;
    }

    /** Ends a call that was not recorded. */
    synchronized void end(long estimateMicro, Optional<KeyBudget> key) {
        account.end(estimateMicro);
        key.ifPresent(budget -> gauge(budget.meterId()).end(estimateMicro));
    }

    /** Ends a call that was recorded: its estimate gives way to the new totals in one step. */
    synchronized void end(long estimateMicro, Optional<KeyBudget> key, Totals after) {
        account.see(after.accountMicro());
        key.ifPresent(budget -> gauge(budget.meterId()).see(after.keyMicro()));
        end(estimateMicro, key);
    }

    private Optional<Shortage> shortage(long estimateMicro, Optional<BalanceChanged> balance, Optional<KeyBudget> key) {
        if (estimateMicro == 0) {
            return Optional.empty();
        }
        Funds funds = funds(balance, account);
        if (!funds.cover(estimateMicro)) {
            return Optional.of(funds.coverAlone(estimateMicro) ? Shortage.IN_FLIGHT : Shortage.CREDITS);
        }
        boolean withinKey = key.flatMap(KeyBudget::limitMicro)
                .map(limit -> funds(limit, gauge(key.orElseThrow().meterId())).cover(estimateMicro))
                .orElse(true);
        return withinKey ? Optional.empty() : Optional.of(Shortage.KEY_LIMIT);
    }

    private Gauge gauge(UUID meterId) {
        return keys.computeIfAbsent(meterId, id -> new Gauge());
    }

    /** An account that billing has told nothing of has nothing. */
    private static Funds funds(Optional<BalanceChanged> balance, Gauge gauge) {
        return balance.map(known -> new Funds(
                        known.availableMicro(),
                        known.usageDebitedMicro(),
                        gauge.recordedMicro(),
                        gauge.inFlightMicro()))
                .orElseGet(() -> new Funds(0, 0, gauge.recordedMicro(), gauge.inFlightMicro()));
    }

    /** A key's limit is spent by all that was recorded through it within its period. */
    private static Funds funds(long limitMicro, Gauge gauge) {
        return new Funds(limitMicro, 0, gauge.recordedMicro(), gauge.inFlightMicro());
    }
}

package dev.mainnet.model.admission;

import dev.mainnet.contracts.BalanceEvent.BalanceChanged;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.model.metering.Totals;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The one place of an instance where an account's calls are admitted, one after the other. */
final class AccountMeter {

    private final Gauge account = new Gauge();
    private final Map<UUID, Gauge> keys = new HashMap<>();
    /** Free calls of each deployment that gives the first ones away. */
    private final Map<UUID, Gauge> freeCalls = new HashMap<>();
    /** Of each deployment or key that limits them. */
    private final Map<UUID, Long> tokensInFlight = new HashMap<>();
    /** Calls that hold on to this meter; guarded by the map it lies in. */
    int holders;

    /**
     * Starts a call if its estimate is covered.
     *
     * @param seen totals that were read after this meter was held
     * @return why it is refused; nothing when it has started
     */
    synchronized Optional<ApiException> start(
            Estimate estimate, Optional<BalanceChanged> balance, Totals seen, Optional<KeyBudget> key) {
        account.see(seen.accountMicro());
        Optional<Gauge> ofKey = key.map(budget -> gauge(budget.meterId()));
        ofKey.ifPresent(gauge -> gauge.see(seen.keyMicro()));
        Optional<ApiException> refusal =
                shortage(estimate.micro(), balance, key).map(Shortage::refusal).or(() -> excess(estimate));
        if (refusal.isEmpty()) {
            account.start(estimate.micro());
            ofKey.ifPresent(gauge -> gauge.start(estimate.micro()));
            addTokens(estimate, estimate.tokens());
        }
        return refusal;
    }

    /** Takes one of the deployment's free calls, if the account has any left; it is given back by {@link #endFree}. */
    synchronized boolean startFree(UUID deploymentId, int freeCallsOfEach, Totals seen) {
        Gauge calls = freeCalls.computeIfAbsent(deploymentId, id -> new Gauge());
        calls.see(seen.callerCalls());
        boolean left = calls.recorded() + calls.inFlight() < freeCallsOfEach;
        if (left) {
            calls.start(1);
        }
        return left;
    }

    synchronized void endFree(UUID deploymentId, Optional<Totals> after) {
        Gauge calls = freeCalls.computeIfAbsent(deploymentId, id -> new Gauge());
        after.ifPresent(totals -> calls.see(totals.callerCalls()));
        calls.end(1);
    }

    /** Ends a call. If it was recorded, its estimate gives way to the new totals in one step. */
    synchronized void end(Estimate estimate, Optional<KeyBudget> key, Optional<Totals> after) {
        after.ifPresent(totals -> {
            account.see(totals.accountMicro());
            key.ifPresent(budget -> gauge(budget.meterId()).see(totals.keyMicro()));
        });
        account.end(estimate.micro());
        key.ifPresent(budget -> gauge(budget.meterId()).end(estimate.micro()));
        addTokens(estimate, -estimate.tokens());
    }

    private void addTokens(Estimate estimate, long tokens) {
        estimate.bounds().forEach(bound -> tokensInFlight.merge(bound.scopeId(), tokens, Long::sum));
    }

    private Optional<ApiException> excess(Estimate estimate) {
        return estimate.bounds().stream()
                .filter(bound -> !bound.allows(estimate.tokens(), tokensInFlight.getOrDefault(bound.scopeId(), 0L)))
                .findFirst()
                .map(bound -> bound.refusal(estimate.tokens(), Instant.now()));
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
                        known.availableMicro(), known.usageDebitedMicro(), gauge.recorded(), gauge.inFlight()))
                .orElseGet(() -> new Funds(0, 0, gauge.recorded(), gauge.inFlight()));
    }

    /** A key's limit is spent by all that was recorded through it within its period. */
    private static Funds funds(long limitMicro, Gauge gauge) {
        return new Funds(limitMicro, 0, gauge.recorded(), gauge.inFlight());
    }
}

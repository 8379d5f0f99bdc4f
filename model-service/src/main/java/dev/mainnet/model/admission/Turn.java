package dev.mainnet.model.admission;

import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.model.metering.Settlement;
import dev.mainnet.model.metering.Totals;
import java.util.Optional;
import java.util.UUID;

/**
 * One call's way through admission: opened, admitted, handed to the journal, settled. Closing it ends whatever it has begun, except that
 * a call in the journal's hands is ended by the journal.
 */
public final class Turn implements AutoCloseable {

    private final Identity caller;
    private final Optional<KeyBudget> key;
    private final AccountMeter meter;
    private final Balances balances;
    private final Runnable release;
    private Optional<Long> startedMicro = Optional.empty();
    private boolean handedOver;
    private boolean ended;

    Turn(Identity caller, Optional<KeyBudget> key, AccountMeter meter, Balances balances, Runnable release) {
        this.caller = caller;
        this.key = key;
        this.meter = meter;
        this.balances = balances;
        this.release = release;
    }

    /** Under which id the call counts against its key's limit; nothing without a key. */
    public Optional<UUID> keyMeter() {
        return key.map(KeyBudget::meterId);
    }

    /**
     * Starts the call.
     *
     * @param estimateMicro what it will cost at most
     * @param totals as read after the turn was opened
     * @throws dev.mainnet.defaults.error.ApiException {@code insufficient_credits}; the details say which kind
     */
    public synchronized void admit(long estimateMicro, Totals totals) {
        meter.start(estimateMicro, balances.of(caller.accountId()), totals, key).ifPresent(shortage -> {
            throw shortage.refusal();
        });
        startedMicro = Optional.of(estimateMicro);
    }

    /** Leaves it to the journal to end the call. */
    public synchronized Settlement handOver() {
        handedOver = true;
        return new Settlement() {
            @Override
            public void recorded(Totals after) {
                end(Optional.of(after));
            }

            @Override
            public void failed() {
                end(Optional.empty());
            }
        };
    }

    @Override
    public synchronized void close() {
        if (!handedOver) {
            end(Optional.empty());
        }
    }

    private synchronized void end(Optional<Totals> after) {
        if (ended) {
            return;
        }
        ended = true;
        startedMicro.ifPresent(estimate ->
                after.ifPresentOrElse(totals -> meter.end(estimate, key, totals), () -> meter.end(estimate, key)));
        release.run();
    }
}

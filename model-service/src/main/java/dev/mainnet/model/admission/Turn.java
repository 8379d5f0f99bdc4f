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
    private Optional<Estimate> started = Optional.empty();
    private Optional<UUID> freeOf = Optional.empty();
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
     * Takes one of the first calls that a deployment gives away to each caller.
     *
     * @param totals as read after the turn was opened
     * @return whether there was one left
     */
    public synchronized boolean takeFree(UUID deploymentId, int freeCallsOfEach, Totals totals) {
        boolean taken = meter.startFree(deploymentId, freeCallsOfEach, totals);
        freeOf = taken ? Optional.of(deploymentId) : Optional.empty();
        return taken;
    }

    /**
     * Starts the call.
     *
     * @param totals as read after the turn was opened
     * @throws dev.mainnet.defaults.error.ApiException {@code insufficient_credits}, whose details say which kind, or
     *     {@code rate_limit_exceeded}; a smaller estimate may be tried then
     */
    public synchronized void admit(Estimate estimate, Totals totals) {
        meter.start(estimate, balances.of(caller.accountId()), totals, key).ifPresent(refusal -> {
            throw refusal;
        });
        started = Optional.of(estimate);
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
        started.ifPresent(estimate -> meter.end(estimate, key, after));
        freeOf.ifPresent(deploymentId -> meter.endFree(deploymentId, after));
        release.run();
    }
}

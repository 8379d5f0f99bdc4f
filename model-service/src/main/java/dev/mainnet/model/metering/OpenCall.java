package dev.mainnet.model.metering;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A call that is being answered bit by bit, by this instance. */
public final class OpenCall {

    private final UUID attempt;
    private final MeteredCall call;
    private final Instant openedAt;
    private final Settlement settlement;
    private final Sinks.Empty<Void> journalled = Sinks.empty();
    private final Sinks.Empty<Void> lost = Sinks.empty();
    private Charge charge = Charge.NOTHING;
    private boolean moved;
    private Optional<Usage> closing = Optional.empty();

    OpenCall(UUID attempt, MeteredCall call, Instant openedAt, Settlement settlement) {
        this.attempt = attempt;
        this.call = call;
        this.openedAt = openedAt;
        this.settlement = settlement;
    }

    /** What a call had come to at some instant. */
    record Saved(OpenCall call, Charge charge) {}

    /** Completes once the call is committed: before that nothing of the answer goes out. Errors as {@link UsageJournal#open}. */
    public Mono<Void> journalled() {
        return journalled.asMono();
    }

    /** Completes when the call was taken from this instance, whose lease has run out. Then no more of the answer goes out. */
    public Mono<Void> lost() {
        return lost.asMono();
    }

    /**
     * What all comes to with what is delivered now; saved soon, so that it is paid for even if this process dies.
     *
     * @return false when the call has ended: then it may not be delivered, since nobody would pay for it
     */
    public synchronized boolean deliver(Charge soFar) {
        if (closing.isPresent()) {
            return false;
        }
        charge = soFar;
        moved = true;
        return true;
    }

    UUID attempt() {
        return attempt;
    }

    MeteredCall call() {
        return call;
    }

    Instant openedAt() {
        return openedAt;
    }

    void stand() {
        journalled.tryEmitEmpty();
    }

    void refused(Throwable failure) {
        journalled.tryEmitError(failure);
    }

    void lose() {
        lost.tryEmitEmpty();
    }

    /** What is to be saved since the last time; nothing for a call that is closing. */
    synchronized Optional<Saved> unsaved() {
        if (!moved || closing.isPresent()) {
            return Optional.empty();
        }
        moved = false;
        return Optional.of(new Saved(this, charge));
    }

    synchronized boolean isClosing() {
        return closing.isPresent();
    }

    /** Ends the call; only the first end counts, and is answered. */
    synchronized Optional<Usage> close(Charge last, Instant now) {
        if (closing.isPresent()) {
            return Optional.empty();
        }
        closing = Optional.of(new Usage(call, last, now, attempt));
        return closing;
    }

    /** Ends the call with what was delivered. */
    synchronized Optional<Usage> breakOff(String reason, Instant now) {
        return close(charge.ended(reason), now);
    }

    synchronized Optional<Usage> closing() {
        return closing;
    }

    Settlement settlement() {
        return settlement;
    }
}

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
    private volatile boolean stands;
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

    /** The value once the call is committed: before that nothing of the answer goes out. Errors as {@link UsageJournal#open}. */
    public <T> Mono<T> onceJournalled(T value) {
        return stands ? Mono.just(value) : journalled.asMono().thenReturn(value);
    }

    /** Completes when the call was taken from this instance, whose lease has run out. Then no more of the answer goes out. */
    public Mono<Void> lost() {
        return lost.asMono();
    }

    /** What all that was delivered comes to; saved soon, so that it is paid for even if this process dies. */
    public synchronized void delivered(Charge soFar) {
        charge = soFar;
        moved = true;
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
        stands = true;
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

    synchronized Optional<Usage> closing() {
        return closing;
    }

    Settlement settlement() {
        return settlement;
    }
}

package dev.mainnet.runner.generation;

import dev.mainnet.runner.refusal.Refusal;
import java.time.Duration;
import reactor.core.publisher.FluxSink;

/** One call of a text model, from when it waits until its slot is free again. */
final class Generation {
    private final TextRequest request;
    private final FluxSink<Progress> sink;
    private final Runnable whenOver;
    private final Duration timeout;
    private final long deadline;
    private volatile boolean cancelled;

    Generation(TextRequest request, FluxSink<Progress> sink, Duration timeout, Runnable whenOver) {
        this.request = request;
        this.sink = sink;
        this.whenOver = whenOver;
        this.timeout = timeout;
        this.deadline = System.nanoTime() + timeout.toNanos();
    }

    TextRequest request() {
        return request;
    }

    void cancel() {
        cancelled = true;
    }

    boolean cancelled() {
        return cancelled;
    }

    boolean late() {
        return System.nanoTime() - deadline >= 0;
    }

    void tell(Progress progress) {
        sink.next(progress);
    }

    /** Nothing of it is left in the model. */
    void over() {
        whenOver.run();
        sink.complete();
    }

    /** As {@link #over()}, for one whose time is over. */
    void timedOut() {
        failed(Refusal.timedOut("The call took longer than " + timeout.toSeconds() + " s"));
    }

    /** As {@link #over()}, for one that did not end well. */
    void failed(RuntimeException reason) {
        whenOver.run();
        sink.error(reason);
    }
}

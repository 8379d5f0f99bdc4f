package dev.mainnet.model.inference;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import reactor.core.publisher.Mono;

/** How long the runs of one call take together, from the request to a runner until its answer. Sending a model to a runner is no part of it. */
public final class Stopwatch {

    private final LongAdder nanos = new LongAdder();

    /** Measures a run that succeeds. */
    <T> Mono<T> measure(Mono<T> run) {
        return Mono.defer(() -> {
            long start = System.nanoTime();
            return run.doOnSuccess(answer -> nanos.add(System.nanoTime() - start));
        });
    }

    /** Whole milliseconds, rounded up. */
    public long millis() {
        return Math.ceilDiv(nanos.sum(), Duration.ofMillis(1).toNanos());
    }
}

package dev.mainnet.model.upstream;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/** How much of an answer is wanted and has not come. While nothing is wanted, the provider is not to blame for silence. */
final class Demand {

    private static final int TICKS = 10;

    private final AtomicLong wanted = new AtomicLong();

    void add(long more) {
        wanted.accumulateAndGet(more, Operators::addCap);
    }

    void take() {
        wanted.updateAndGet(left -> left == Long.MAX_VALUE ? left : left - 1);
    }

    /** Fires when something was wanted for so long on end and nothing came. */
    Publisher<Integer> unmetFor(Duration time) {
        return Flux.interval(time.dividedBy(TICKS))
                // A machine that is overloaded must not fail the call.
                .onBackpressureDrop()
                .scan(0, (unmet, tick) -> wanted.get() > 0 ? unmet + 1 : 0)
                .filter(unmet -> unmet >= TICKS)
                .take(1);
    }
}

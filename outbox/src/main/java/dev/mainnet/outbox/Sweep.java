package dev.mainnet.outbox;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Runs one bounded piece of tidying again and again while the service runs, never two at a time. A piece that fails is reported and
 * tried at the next turn.
 */
public final class Sweep implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    private final String name;
    private final Duration every;
    private final Supplier<? extends Mono<?>> piece;
    private Disposable sweeping = Disposables.disposed();

    public Sweep(String name, Duration every, Supplier<? extends Mono<?>> piece) {
        this.name = name;
        this.every = every;
        this.piece = piece;
    }

    /** A piece of work that is tried at every turn until it succeeds once, and is not done again. */
    public static Sweep untilDone(String name, Duration every, Supplier<? extends Mono<?>> piece) {
        AtomicBoolean done = new AtomicBoolean();
        return new Sweep(
                name,
                every,
                () -> done.get() ? Mono.empty() : piece.get().then().doOnSuccess(end -> done.set(true)));
    }

    @Override
    public void start() {
        sweeping = Flux.interval(every)
                .onBackpressureDrop()
                .concatMap(turn -> once(), 1)
                .subscribe();
    }

    @Override
    public void stop() {
        sweeping.dispose();
    }

    @Override
    public boolean isRunning() {
        return !sweeping.isDisposed();
    }

    private Mono<Void> once() {
        return Mono.defer(() -> piece.get().then()).onErrorResume(e -> {
            LOG.warn("{} failed, next try in {}: {}", name, every, e.toString());
            return Mono.empty();
        });
    }
}

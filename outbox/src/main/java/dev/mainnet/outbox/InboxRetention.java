package dev.mainnet.outbox;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Forgets inbox marks of events that Kafka no longer keeps and so cannot deliver again. */
final class InboxRetention implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(InboxRetention.class);
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final Duration AGE = Duration.ofDays(30);

    private final InboxMarks marks;
    private Disposable sweeping = Disposables.disposed();

    InboxRetention(InboxMarks marks) {
        this.marks = marks;
    }

    @Override
    public void start() {
        sweeping = Flux.interval(EVERY)
                .onBackpressureDrop()
                .concatMap(tick -> marks.forgetOlderThan(AGE).onErrorResume(e -> {
                    LOG.warn("The inbox could not be swept, next try in {}: {}", EVERY, e.toString());
                    return Mono.just(0L);
                }))
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
}

package dev.mainnet.job.wakeup;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Work that is done again whenever a trigger says so, one round at a time in each of its lanes, as long as the service runs. */
public final class Recurring implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final String name;
    private final Flux<?> trigger;
    private final Mono<Void> round;
    private final int lanes;
    private volatile @Nullable Disposable running;

    /**
     * @param name for the log
     * @param round its failure is logged, and the next trigger tries again
     */
    public Recurring(String name, Flux<?> trigger, Mono<Void> round) {
        this(name, trigger, round, 1);
    }

    /** @param lanes how many rounds may go on beside each other */
    public Recurring(String name, Flux<?> trigger, Mono<Void> round, int lanes) {
        this.name = name;
        this.trigger = trigger;
        this.round = round;
        this.lanes = lanes;
    }

    @Override
    public void start() {
        running = Flux.range(0, lanes)
                .flatMap(lane ->
                        trigger.onBackpressureLatest().concatMap(signal -> round.onErrorResume(this::failed), 1))
                .subscribe();
    }

    @Override
    public void stop() {
        Disposable current = running;
        if (current != null) {
            current.dispose();
            running = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    private Mono<Void> failed(Throwable failure) {
        LOG.warn("{} failed and is tried again", name, failure);
        return Mono.delay(AFTER_FAILURE).then();
    }
}

package dev.mainnet.job.webhook;

import dev.mainnet.job.wakeup.WakeUps;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/**
 * Delivers while the service runs: woken by each commit with a message, and every second for those to be tried again. Receivers that
 * failed or were late the last time have places of their own, so that they only wait for each other.
 */
@Component
class DispatchMessages implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DispatchMessages.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final WakeUps wakeUps;
    private final ServeReceivers serveReceivers;
    private final int places;
    private Disposable dispatching = Disposables.disposed();

    DispatchMessages(WakeUps wakeUps, ServeReceivers serveReceivers, WebhookSettings settings) {
        this.wakeUps = wakeUps;
        this.serveReceivers = serveReceivers;
        this.places = settings.concurrency();
    }

    @Override
    public void start() {
        dispatching = Disposables.composite(lane(false).subscribe(), lane(true).subscribe());
    }

    /** Never claims more than it has places for: a claimed receiver is served at once. */
    private Flux<Void> lane(boolean slow) {
        AtomicInteger free = new AtomicInteger(places);
        return Flux.merge(wakeUps.on(WakeUps.Channel.WEBHOOK_DUE, ""), Flux.interval(LOOK))
                .onBackpressureLatest()
                .concatMap(signal -> claim(slow, free), 1)
                .flatMap(receiver -> serveReceivers.serve(receiver).doFinally(end -> free.incrementAndGet()), places);
    }

    private Flux<Receiver> claim(boolean slow, AtomicInteger free) {
        return Flux.defer(() -> free.get() == 0 ? Flux.empty() : serveReceivers.claim(slow, free.get()))
                .doOnNext(claimed -> free.decrementAndGet())
                .onErrorResume(e -> {
                    LOG.warn("Webhooks wait, the next look comes by itself: {}", e.toString());
                    return Flux.empty();
                });
    }

    @Override
    public void stop() {
        dispatching.dispose();
    }

    @Override
    public boolean isRunning() {
        return !dispatching.isDisposed();
    }
}

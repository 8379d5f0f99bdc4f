package dev.mainnet.billing.reservation;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks for expired reservations every minute. Several instances may do so at once: the locks decide. */
@Component
final class ReservationExpiry implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ReservationExpiry.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final ExpireReservations expireReservations;
    private final ReservationSettings settings;
    private Disposable sweeping = Disposables.disposed();

    ReservationExpiry(ExpireReservations expireReservations, ReservationSettings settings) {
        this.expireReservations = expireReservations;
        this.settings = settings;
    }

    @Override
    public void start() {
        sweeping = Flux.interval(EVERY)
                .onBackpressureDrop()
                .concatMap(tick -> expireReservations
                        .expireOlderThan(settings.lifetime())
                        .onErrorResume(e -> {
                            LOG.warn("Reservations could not be expired, next try in {}: {}", EVERY, e.toString());
                            return Mono.just(0);
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

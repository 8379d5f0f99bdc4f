package dev.mainnet.billing.reservation;

import dev.mainnet.outbox.Sweep;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks for expired reservations every minute. Several instances may do so at once: the locks decide. */
@Configuration(proxyBeanMethods = false)
class ReservationExpiry {

    @Bean
    Sweep reservationSweep(ExpireReservations expireReservations, ReservationSettings settings) {
        return new Sweep(
                "Expiring reservations",
                Duration.ofMinutes(1),
                () -> expireReservations.expireOlderThan(settings.lifetime()));
    }
}

package dev.mainnet.billing.reservation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How reservations are kept.
 *
 * @param lifetime after which a reservation that nobody settled is released; longer than any job may take, at least a minute
 */
@ConfigurationProperties("mainnet.reservation")
record ReservationSettings(@DefaultValue("7d") Duration lifetime) {

    ReservationSettings {
        if (lifetime.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("A reservation must live for a minute at least, not " + lifetime);
        }
    }
}

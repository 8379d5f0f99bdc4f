package dev.mainnet.billing.reservation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How reservations are kept.
 *
 * @param lifetime after which a reservation that nobody settled is released, and its job fails if it is not over; at least a minute
 * @param jobDeadline after which job-service fails a job that is not over; null where this service is not told. Where it is, a shorter
 *     lifetime is a mistake: jobs would fail that still have time
 */
@ConfigurationProperties("mainnet.reservation")
record ReservationSettings(
        @DefaultValue("7d") Duration lifetime, @Nullable Duration jobDeadline) {

    ReservationSettings {
        if (lifetime.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("A reservation must live for a minute at least, not " + lifetime);
        }
        if (jobDeadline != null && lifetime.compareTo(jobDeadline) < 0) {
            throw new IllegalArgumentException(
                    "Reservations live for " + lifetime + " (MAINNET_RESERVATION_LIFETIME), but jobs have "
                            + jobDeadline + " (MAINNET_JOB_DEADLINE): a reservation must outlive its job");
        }
    }
}

package dev.mainnet.billing.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReservationSettingsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void aReservationOutlivesItsJobWhereItsDeadlineIsKnown() {
        assertThat(new ReservationSettings(HOUR, HOUR).lifetime()).isEqualTo(HOUR);
        assertThat(new ReservationSettings(HOUR, null).lifetime()).isEqualTo(HOUR);
        assertThatThrownBy(() -> new ReservationSettings(HOUR, HOUR.plusSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MAINNET_JOB_DEADLINE");
        assertThatThrownBy(() -> new ReservationSettings(Duration.ofSeconds(59), null))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

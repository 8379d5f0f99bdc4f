package dev.mainnet.job.batchprediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchSettingsTest {

    private final BatchSettings settings = new BatchSettings(100, new BigDecimal("0.5"));

    @Test
    void countsStartedRequests() {
        var price = settings.price(150, 2_000_000, Optional.of(UUID.randomUUID()));

        assertThat(price.modelFeeMicro()).isEqualTo(4_000_000);
        assertThat(price.computeFeeMicro()).isEqualTo(1_000_000);
        assertThat(settings.price(100, 0, Optional.empty()).totalMicro()).isEqualTo(500_000);
    }

    @Test
    void refusesAPriceThatCannotBeCounted() {
        assertThatThrownBy(() -> settings.price(1_000_000, Long.MAX_VALUE / 2, Optional.empty()))
                .isInstanceOf(ArithmeticException.class);
    }
}

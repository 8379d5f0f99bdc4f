package dev.mainnet.job.training;

import dev.mainnet.job.lifecycle.Price;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How trainings are bounded and priced.
 *
 * @param atOncePerAccount trainings that one account may have waiting or running
 * @param pricePerSecond credits for each second of computing
 * @param reserveFactor how many times the estimated time is reserved; more is never charged
 * @param leastReserve the least time that is reserved
 * @param maxEpochs of one training
 */
@Validated
@ConfigurationProperties("mainnet.training")
record TrainingSettings(
        @Min(1) int atOncePerAccount,
        @DecimalMin("0") BigDecimal pricePerSecond,
        @Min(1) @Max(100) int reserveFactor,
        @NotNull Duration leastReserve,
        @Min(1) @Max(100_000) int maxEpochs) {

    /** The price of a training that is expected to take so long. */
    Price price(Duration estimate) {
        long perSecondMicro = pricePerSecond.movePointRight(6).longValueExact();
        long reserved = Math.max(
                leastReserve.toSeconds(), Math.multiplyExact(Math.addExact(estimate.toSeconds(), 1), reserveFactor));
        return Price.ofTime(perSecondMicro, reserved);
    }
}

package dev.mainnet.model.metering;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How calls share commits, and how texts that are under way are kept.
 *
 * @param maxBatch calls in one commit
 * @param maxWaiting calls that wait for a commit; more are refused
 * @param commitTimeout how long a commit may take
 * @param saveEvery how often it is saved what texts under way have come to
 * @param lease after how long the texts of a silent instance are settled by another; at least four times the saving
 */
@Validated
@ConfigurationProperties("mainnet.metering")
public record MeteringSettings(
        @Min(1) @Max(10_000) @DefaultValue("500") int maxBatch,
        @Min(1) @Max(1_000_000) @DefaultValue("10000") int maxWaiting,
        @DefaultValue("10s") Duration commitTimeout,
        @DefaultValue("250ms") Duration saveEvery,
        @DefaultValue("10s") Duration lease) {

    public MeteringSettings {
        if (!saveEvery.isPositive() || saveEvery.multipliedBy(4).compareTo(lease) > 0) {
            throw new IllegalArgumentException("mainnet.metering.lease must be at least four times save-every");
        }
    }
}

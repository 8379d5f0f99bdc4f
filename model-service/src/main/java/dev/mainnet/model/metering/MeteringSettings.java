package dev.mainnet.model.metering;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How calls share commits.
 *
 * @param maxBatch calls in one commit
 * @param maxWaiting calls that wait for a commit; more are refused
 * @param commitTimeout how long a commit may take
 */
@Validated
@ConfigurationProperties("mainnet.metering")
public record MeteringSettings(
        @Min(1) @Max(10_000) @DefaultValue("500") int maxBatch,
        @Min(1) @Max(1_000_000) @DefaultValue("10000") int maxWaiting,
        @DefaultValue("10s") Duration commitTimeout) {}

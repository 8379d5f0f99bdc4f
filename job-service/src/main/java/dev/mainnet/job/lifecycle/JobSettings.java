package dev.mainnet.job.lifecycle;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of jobs.
 *
 * @param deadline from submission; whatever is not over by then fails
 * @param maxAttempts how often a job is begun before lost workers fail it
 * @param maxUnfinishedPerAccount jobs that one account may have under way
 * @param maxEvents kept for one job; older ones are dropped
 * @param maxLogBytes kept for one job; what comes later is dropped
 */
@Validated
@ConfigurationProperties("mainnet.job")
public record JobSettings(
        @NotNull Duration deadline,
        @Min(1) int maxAttempts,
        @Min(1) int maxUnfinishedPerAccount,
        @Min(10) int maxEvents,
        @Min(1024) long maxLogBytes) {}

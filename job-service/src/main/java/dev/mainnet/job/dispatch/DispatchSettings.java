package dev.mainnet.job.dispatch;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How jobs reach workers.
 *
 * @param enrollmentToken {@code me_…}, with which the platform's own workers enrol; empty refuses them all
 * @param contributedWorkersRun whose jobs a user's worker is given
 * @param lease how long a worker may be silent before its job goes to another
 * @param heartbeat how often a worker is asked to call in; how fast it learns of a cancellation
 * @param maxWorkersPerAccount enrolled at once
 * @param maxArtifactBytes of one file
 * @param maxArtifactsPerJob files of one job
 */
@Validated
@ConfigurationProperties("mainnet.dispatch")
record DispatchSettings(
        @NotNull String enrollmentToken,
        @NotNull Whose contributedWorkersRun,
        @NotNull Duration lease,
        @NotNull Duration heartbeat,
        @Min(1) int maxWorkersPerAccount,
        @Min(1) long maxArtifactBytes,
        @Min(1) int maxArtifactsPerJob) {

    /** Whose jobs. */
    enum Whose {
        OWN,
        ANY
    }
}

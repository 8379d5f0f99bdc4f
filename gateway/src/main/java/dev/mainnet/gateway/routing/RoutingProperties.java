package dev.mainnet.gateway.routing;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of what is passed on.
 *
 * @param uploadTimeout from the first byte of an upload to the first of its answer
 * @param longPollTimeout for a worker that waits for a job
 * @param callTimeout of a deployment's call, until the first byte of its answer: a text that is not streamed is written before, and
 *     who is told that it took too long has it written again, so this is longer than the service may take
 * @param idleTimeout between two bytes of any answer, streams included
 * @param attempts on different instances, at most
 * @param avoidFailed how long an instance that could not be reached is avoided
 * @param rememberInstances how long the instances that the registry named last are used while it names none
 * @param maxBody of a request's body, wherever nothing else is said
 * @param maxInvokeBody of the input of a prediction
 * @param maxTextBody of a conversation that a text model is to go on with
 * @param maxModel of an uploaded model
 * @param maxDataset of an uploaded dataset
 * @param maxArtifact of a worker's artifact
 */
@Validated
@ConfigurationProperties("mainnet.routing")
record RoutingProperties(
        @DefaultValue("10m") @NotNull Duration uploadTimeout,
        @DefaultValue("35s") @NotNull Duration longPollTimeout,
        @DefaultValue("11m") @NotNull Duration callTimeout,
        @DefaultValue("5m") @NotNull Duration idleTimeout,
        @DefaultValue("3") @Positive int attempts,
        @DefaultValue("5s") @NotNull Duration avoidFailed,
        @DefaultValue("10s") @NotNull Duration rememberInstances,
        @DefaultValue("1MB") @NotNull DataSize maxBody,
        @DefaultValue("16MB") @NotNull DataSize maxInvokeBody,
        @DefaultValue("4MB") @NotNull DataSize maxTextBody,
        @DefaultValue("512MB") @NotNull DataSize maxModel,
        @DefaultValue("512MB") @NotNull DataSize maxDataset,
        @DefaultValue("2GB") @NotNull DataSize maxArtifact) {}

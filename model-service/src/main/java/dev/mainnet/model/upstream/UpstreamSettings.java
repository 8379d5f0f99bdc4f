package dev.mainnet.model.upstream;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much patience and how many connections a text model gets. Everything is counted by each instance for itself.
 *
 * @param firstTokenTimeout from the call to the first sign of life
 * @param idleTimeout between two signs of life, counted while somebody wants to read
 * @param longestAnswer from the call to the end
 * @param maxCalls at once to one provider of one owner
 * @param maxConnections to one host
 * @param maxEvent size of one event of an answer
 * @param attempts to get a first token from one provider
 * @param maxRetryWait the longest pause between two of them; a provider that asks for a longer one is not tried again
 * @param breakerCalls of so many calls to a provider the failed ones are counted
 * @param breakerFailurePercent when so many of them failed, the provider is left alone
 * @param breakerOpen for so long
 */
@Validated
@ConfigurationProperties("mainnet.upstream")
public record UpstreamSettings(
        @DefaultValue("60s") Duration firstTokenTimeout,
        @DefaultValue("60s") Duration idleTimeout,
        @DefaultValue("10m") Duration longestAnswer,
        @Min(1) @Max(100_000) @DefaultValue("256") int maxCalls,
        @Min(1) @Max(100_000) @DefaultValue("1000") int maxConnections,
        @DefaultValue("1MB") DataSize maxEvent,
        @Min(1) @Max(10) @DefaultValue("3") int attempts,
        @DefaultValue("2s") Duration maxRetryWait,
        @Min(1) @Max(10_000) @DefaultValue("20") int breakerCalls,
        @Min(1) @Max(100) @DefaultValue("50") int breakerFailurePercent,
        @DefaultValue("10s") Duration breakerOpen) {}

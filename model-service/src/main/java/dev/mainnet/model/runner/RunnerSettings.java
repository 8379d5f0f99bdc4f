package dev.mainnet.model.runner;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Where models run and how long a call waits for it.
 *
 * @param urls a model's calls go to one of them as long as it can be reached, then to the next
 * @param timeout how long a run may take
 * @param loadTimeout how long sending and opening a model may take
 * @param textTimeout how long a runner may be silent in the middle of a text, or before it
 * @param maxTexts texts under way on one runner at once
 * @param maxConnections calls under way to one runner at once
 * @param maxWaiting calls that wait for one of these to end
 * @param maxWait how long they wait
 * @param maxAnswer the largest answer taken from a runner
 */
@Validated
@ConfigurationProperties("mainnet.runner")
public record RunnerSettings(
        @NotEmpty @DefaultValue("http://localhost:3010") List<URI> urls,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("120s") Duration loadTimeout,
        @DefaultValue("5m") Duration textTimeout,
        @Min(1) @Max(10_000) @DefaultValue("256") int maxTexts,
        @Min(1) @Max(10_000) @DefaultValue("32") int maxConnections,
        @Min(1) @Max(100_000) @DefaultValue("256") int maxWaiting,
        @DefaultValue("5s") Duration maxWait,
        @DefaultValue("16MB") DataSize maxAnswer) {}

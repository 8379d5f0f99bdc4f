package dev.mainnet.model.inference;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much one call may ask for.
 *
 * @param maxRows rows in one call
 * @param maxRuns rows in one call to a model that takes one at a time
 */
@Validated
@ConfigurationProperties("mainnet.inference")
public record InferenceSettings(
        @Min(1) @Max(1_000_000) @DefaultValue("1000") int maxRows,
        @Min(1) @Max(100_000) @DefaultValue("100") int maxRuns) {}

package dev.mainnet.job.dataset;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of datasets.
 *
 * @param maxBytes of one file
 * @param maxColumns of one file
 * @param maxCellCharacters of one cell
 * @param maxPerAccount datasets that one account may have
 */
@Validated
@ConfigurationProperties("mainnet.dataset")
record DatasetSettings(
        @Min(1) long maxBytes,
        @Min(1) @Max(100_000) int maxColumns,
        @Min(1) @Max(1_000_000) int maxCellCharacters,
        @Min(1) int maxPerAccount) {}

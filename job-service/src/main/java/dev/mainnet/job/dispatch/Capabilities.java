package dev.mainnet.job.dispatch;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a worker can do.
 *
 * @param kinds the kinds of job it has executors for
 * @param platform operating system and architecture
 */
record Capabilities(
        @NotNull @Size(min = 1, max = 50) List<@NotNull @Pattern(regexp = "[a-z][a-z0-9_]{0,49}") String> kinds,
        @Nullable @Min(1) @Max(100_000) Integer cpus,
        @Nullable @Min(1) Long memoryBytes,
        @Nullable @Size(max = 100) String platform) {}

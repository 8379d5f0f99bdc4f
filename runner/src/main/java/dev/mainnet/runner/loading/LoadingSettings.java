package dev.mainnet.runner.loading;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Where models are kept and how many.
 *
 * @param scratch a directory of this process alone; what lies there may be lost
 * @param scratchSize the most that model files may take there
 * @param maxModelSize the largest model file
 * @param modelMemory the most that loaded models may take in memory, as estimated
 * @param memoryFactor the memory a loaded model takes, as a multiple of its file
 * @param uploadIdle how long a sender may pause
 */
@ConfigurationProperties("mainnet.loading")
public record LoadingSettings(
        Path scratch,
        DataSize scratchSize,
        DataSize maxModelSize,
        DataSize modelMemory,
        double memoryFactor,
        Duration uploadIdle) {
    /** What a session takes besides its weights: threads, graph, kernels. */
    private static final long SESSION_OVERHEAD = 8L << 20;

    public LoadingSettings {
        if (memoryFactor < 1) {
            throw new IllegalArgumentException("mainnet.loading.memory-factor must be at least 1");
        }
        if (maxModelSize.compareTo(scratchSize) > 0) {
            throw new IllegalArgumentException("mainnet.loading.max-model-size must not exceed scratch-size");
        }
    }

    /** The estimated memory of a model with a file of that many bytes. */
    long memoryOf(long fileBytes) {
        return SESSION_OVERHEAD + (long) (fileBytes * memoryFactor);
    }
}

package dev.mainnet.runner.generation;

import dev.mainnet.runner.gguf.GgufModel;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * How text models are run.
 *
 * @param slots texts that one model continues at once
 * @param context the most tokens that a text may have, prompt and answer together; fewer where a model was trained for fewer
 * @param queue calls of one model that may wait for a slot
 * @param threads threads that compute a large model's tokens; a small one's are computed by one
 * @param timeout how long a call may take, waiting included
 * @param maxRequest the largest body of a call
 */
@ConfigurationProperties("mainnet.text")
public record TextSettings(int slots, int context, int queue, int threads, Duration timeout, DataSize maxRequest) {
    /** The most tokens computed at once: more would be hardly faster on a processor, and each step must be short. */
    static final int BATCH = 64;

    /** Threads that share a small network's operations wait for each other longer than they compute, all the more on a busy machine. */
    private static final long SMALL = 32_000_000;

    /** What llama.cpp takes for any model. */
    private static final long OVERHEAD = 8L << 20;

    public TextSettings {
        if (slots < 1 || slots > BATCH || queue < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "mainnet.text: slots must be between 1 and " + BATCH + ", queue and threads at least 1");
        }
        if (context < 16 || context > 1 << 20) {
            throw new IllegalArgumentException("mainnet.text.context must be between 16 and 1048576");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("mainnet.text.timeout must be positive");
        }
    }

    /** The most tokens of a text of that model. */
    int contextOf(GgufModel model) {
        return Math.min(context, model.trainedContext());
    }

    /** How many threads compute that model's tokens. */
    int threadsOf(GgufModel model) {
        return model.parameters() < SMALL ? 1 : threads;
    }

    /** The estimated memory of an open model. Its file is mapped, which counts as much: all of it is read for each token. */
    long memoryOf(GgufModel model, long fileBytes) {
        long tokens = (long) slots * contextOf(model);
        return OVERHEAD
                + fileBytes
                + model.size().cacheBytes(tokens)
                + model.size().computeBytes(BATCH, tokens);
    }
}

package dev.mainnet.job.dataset;

import java.util.List;

/**
 * A text.
 *
 * @param bytes of the file
 * @param sample the first lines, shortened
 */
public record TextDescription(long bytes, long characters, long lines, List<String> sample) implements Content {

    public TextDescription {
        sample = List.copyOf(sample);
    }
}

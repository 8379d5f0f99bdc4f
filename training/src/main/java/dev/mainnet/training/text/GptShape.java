package dev.mainnet.training.text;

/**
 * How large a network is.
 *
 * @param context the most tokens it sees at once
 * @param width numbers for each token, a multiple of {@code heads}
 */
public record GptShape(int vocabulary, int context, int width, int layers, int heads) {
    /** What layer normalisation adds to the variance. */
    static final float EPSILON = 1e-5f;

    public GptShape {
        if (vocabulary < 2 || context < 1 || layers < 1 || heads < 1 || width < heads || width % heads != 0) {
            throw new IllegalArgumentException(
                    "No network has the shape %d, %d, %d, %d, %d".formatted(vocabulary, context, width, layers, heads));
        }
    }

    int headWidth() {
        return width / heads;
    }

    int feedForwardWidth() {
        return 4 * width;
    }
}

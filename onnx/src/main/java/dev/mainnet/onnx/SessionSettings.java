package dev.mainnet.onnx;

/**
 * How a model is held and run.
 *
 * @param threads threads that work on one run, the calling one included
 * @param maxOutputBytes the largest sum of a run's outputs
 */
public record SessionSettings(int threads, long maxOutputBytes) {
    private static final long DEFAULT_OUTPUT_BYTES = 64L << 20;

    /** Two threads, 64 MB of outputs. */
    public static SessionSettings defaults() {
        return new SessionSettings(2, DEFAULT_OUTPUT_BYTES);
    }
}

package dev.mainnet.training.loop;

/** A training that cannot succeed. The message is meant for its owner. */
public final class TrainingFailedException extends RuntimeException {
    public TrainingFailedException(String message) {
        super(message);
    }

    public TrainingFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}

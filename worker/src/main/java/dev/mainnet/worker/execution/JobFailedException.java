package dev.mainnet.worker.execution;

/** The job cannot be done, here or elsewhere. The message tells its owner why. */
public final class JobFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public JobFailedException(String message) {
        super(message);
    }
}

package dev.mainnet.worker.execution;

/** The job was to end with what it had, and had nothing. */
public final class NothingToKeepException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NothingToKeepException() {
        super("There was nothing to keep yet");
    }
}

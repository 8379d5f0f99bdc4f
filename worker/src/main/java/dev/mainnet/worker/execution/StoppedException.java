package dev.mainnet.worker.execution;

/** The attempt was told to stop. */
public final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final StopReason reason;

    public StoppedException(StopReason reason) {
        super(reason.toString());
        this.reason = reason;
    }

    public StopReason reason() {
        return reason;
    }
}

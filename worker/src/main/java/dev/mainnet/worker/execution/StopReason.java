package dev.mainnet.worker.execution;

/** Why an attempt has to stop. */
public enum StopReason {
    /** Its owner cancelled the job. */
    CANCELLED,
    /** The job was given to another worker. */
    LEASE_LOST,
    /** This worker ends. */
    SHUTTING_DOWN
}

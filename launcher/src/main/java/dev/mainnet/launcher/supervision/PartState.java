package dev.mainnet.launcher.supervision;

/** Where a part stands. */
public enum PartState {
    /** Its process only runs so that its AOT cache can be made. */
    TRAINING,
    /** Its process runs but is not ready yet. */
    STARTING,
    /** Ready. */
    RUNNING,
    /** Died; it will be started again. */
    RESTARTING,
    /** Died too often; it stays down. */
    FAILED,
    /** Stopped as asked. */
    STOPPED
}

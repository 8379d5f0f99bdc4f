package dev.mainnet.launcher.settings;

/** What to do about the caches that let a JVM start with its classes already linked. */
public enum AotMode {
    /** Makes those that are missing before the start, then uses them. */
    TRAIN,
    /** Uses those that are there. */
    USE,
    /** Neither makes nor uses any. */
    OFF
}

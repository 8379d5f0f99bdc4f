package dev.mainnet.launcher.settings;

/** What to do about the caches that let a JVM start with its classes already linked. */
public enum AotMode {
    /** Uses those that are there, and makes those that are missing in the background once the platform is ready. */
    BACKGROUND,
    /** Uses those that are there. */
    USE,
    /** Neither makes nor uses any. */
    OFF
}

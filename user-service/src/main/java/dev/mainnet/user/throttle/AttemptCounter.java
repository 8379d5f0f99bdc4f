package dev.mainnet.user.throttle;

import java.time.Duration;

/**
 * Attempts that are counted together.
 *
 * @param subject whose attempts, and at what; of any length, since only its hash is kept
 * @param free how many are free within a window
 * @param window how long attempts are counted together, from the first of them
 * @param longestPause what is left free beyond these: pauses that double from four seconds up to this; zero blocks until the window ends
 */
public record AttemptCounter(String subject, int free, Duration window, Duration longestPause) {

    /** Nothing is left free once the window is used up. */
    public static AttemptCounter blocking(String subject, int free, Duration window) {
        return new AttemptCounter(subject, free, window, Duration.ZERO);
    }

    /** Beyond what is free every attempt must wait for longer. */
    public static AttemptCounter slowing(String subject, int free, Duration window, Duration longestPause) {
        return new AttemptCounter(subject, free, window, longestPause);
    }
}

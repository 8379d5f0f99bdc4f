package dev.mainnet.launcher.supervision;

import java.time.Duration;

/**
 * Decides after each death of a part whether and when to start it again. A part that was ever ready is never given up: whoever makes it die
 * again and again, as a stranger's model may its runner, takes it away from nobody else for good.
 */
final class RestartBudget {
    private static final Duration QUICK = Duration.ofSeconds(10);
    private static final int DEATHS_BEFORE_FIRST_READY = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(6);

    private boolean everReady;
    private int quickDeaths;

    /** Notes that the part became ready. */
    void ready() {
        everReady = true;
    }

    /** Notes a death after the part was ready for this long, zero if it never was. */
    void died(Duration readyFor) {
        quickDeaths = readyFor.compareTo(QUICK) < 0 ? quickDeaths + 1 : 1;
    }

    /** Whether no further start is worth a try. */
    boolean isSpent() {
        return !everReady && quickDeaths >= DEATHS_BEFORE_FIRST_READY;
    }

    /** How long to wait before the next start: doubled with each quick death in a row. */
    Duration pause() {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(quickDeaths - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    int quickDeaths() {
        return quickDeaths;
    }
}

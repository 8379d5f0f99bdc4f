package dev.mainnet.launcher.demo;

import dev.mainnet.launcher.settings.Refusal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What the demonstration holds the platform to. */
final class Expect {
    private static final Duration PAUSE = Duration.ofMillis(25);

    private Expect() {}

    static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new Refusal("Not as it should be: " + otherwise);
        }
    }

    /** Waits until an amount has become what it should be, and tells how long that took. */
    static Duration becomes(String what, Supplier<BigDecimal> amount, String expected, Duration within) {
        BigDecimal wanted = new BigDecimal(expected);
        return becomesTrue(what + " should be " + expected, () -> amount.get().compareTo(wanted) == 0, within);
    }

    static Duration becomesTrue(String what, BooleanSupplier condition, Duration within) {
        Instant begin = Instant.now();
        while (!condition.getAsBoolean()) {
            that(
                    Duration.between(begin, Instant.now()).compareTo(within) < 0,
                    what + ", but is not after " + within.toSeconds() + " s");
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Refusal("Interrupted", e);
            }
        }
        return Duration.between(begin, Instant.now());
    }
}

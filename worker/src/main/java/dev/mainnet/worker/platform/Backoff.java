package dev.mainnet.worker.platform;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses between attempts: longer each time, up to a bound, and never the same for two workers. */
public final class Backoff {

    private final Duration first;
    private final Duration longest;
    private int failures;

    public Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    /** The next pause: a random part, at least half, of a time that doubles. */
    public Duration next() {
        long bound = Math.min(longest.toMillis(), first.toMillis() << Math.min(failures, 20));
        failures++;
        return Duration.ofMillis(bound / 2 + ThreadLocalRandom.current().nextLong(bound / 2 + 1));
    }

    /** Something worked: the next pause is a short one. */
    public void reset() {
        failures = 0;
    }

    /** Waits for the next pause. */
    public void pause() throws InterruptedException {
        Thread.sleep(next());
    }
}

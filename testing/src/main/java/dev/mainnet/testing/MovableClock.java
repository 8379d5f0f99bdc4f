package dev.mainnet.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The time of the service under test, which a test may move forward, and have stand still while it counts seconds. */
public final class MovableClock extends Clock {

    private volatile Clock real = Clock.systemUTC();
    private volatile Duration ahead = Duration.ZERO;

    public void forward(Duration by) {
        ahead = ahead.plus(by);
    }

    public void stand() {
        real = Clock.fixed(real.instant(), ZoneOffset.UTC);
    }

    public void goOn() {
        real = Clock.systemUTC();
    }

    /** Tells the real time again. */
    public void reset() {
        goOn();
        ahead = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return real.instant().plus(ahead).truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}

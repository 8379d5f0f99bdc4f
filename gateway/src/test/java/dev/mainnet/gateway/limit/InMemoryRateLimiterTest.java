package dev.mainnet.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class InMemoryRateLimiterTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final InstantSource clock = () -> now;
    private final InMemoryRateLimiter limiter = new InMemoryRateLimiter(clock.withZone(ZoneOffset.UTC));

    @Test
    void countsDownAndRefuses() {
        Quota quota = Quota.hourly("ada", 2);

        assertThat(count(quota).remaining()).isEqualTo(1);
        assertThat(count(quota).remaining()).isZero();
        assertThat(count(quota).allowed()).isFalse();
        assertThat(count(Quota.hourly("grace", 2)).allowed()).isTrue();
    }

    @Test
    void promisesTheEndOfTheWindowAndKeepsToIt() {
        Instant end = now.plus(Duration.ofHours(1));

        assertThat(count(Quota.hourly("ada", 10)).resetsAt()).isEqualTo(end);
        now = now.plus(Duration.ofMinutes(20));
        assertThat(count(Quota.hourly("ada", 10)).resetsAt()).isEqualTo(end);
    }

    @Test
    void refillsTheWholeWindowAtOnce() {
        Quota quota = Quota.hourly("ada", 2);
        count(quota);
        count(quota);
        now = now.plus(Duration.ofHours(1)).minusMillis(1);
        assertThat(count(quota).allowed()).isFalse();

        now = now.plusMillis(1);
        assertThat(count(quota).allowed()).isTrue();
        assertThat(count(quota).allowed()).isTrue();
        assertThat(count(quota).allowed()).isFalse();
    }

    @Test
    void followsAChangedLimitInTheSameWindow() {
        count(Quota.perMinute("ada", 10));

        assertThat(count(Quota.perMinute("ada", 20)).remaining()).isEqualTo(18);
        assertThat(count(Quota.perMinute("ada", 1)).remaining()).isZero();
        assertThat(count(Quota.perMinute("ada", 1)).allowed()).isFalse();
    }

    private Standing count(Quota quota) {
        return limiter.count(quota).block();
    }
}

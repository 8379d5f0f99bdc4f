package dev.mainnet.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InMemoryRateLimiterTest {

    private final InMemoryRateLimiter limiter = new InMemoryRateLimiter(Clock.systemUTC());

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
        Instant first = count(Quota.hourly("ada", 10)).resetsAt();
        Instant second = count(Quota.hourly("ada", 10)).resetsAt();

        assertThat(Duration.between(Instant.now(), first)).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
        assertThat(Duration.between(first, second).abs()).isLessThan(Duration.ofMillis(50));
    }

    @Test
    void refillsTheWholeWindowAtOnce() {
        Quota quota = new Quota("ada", 2, Duration.ofMillis(300));
        count(quota);
        count(quota);
        assertThat(count(quota).allowed()).isFalse();

        org.awaitility.Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .until(() -> count(quota).allowed());
        assertThat(count(quota).allowed()).isTrue();
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

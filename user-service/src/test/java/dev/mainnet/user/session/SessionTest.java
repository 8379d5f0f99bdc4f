package dev.mainnet.user.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.testing.GoldenExamples;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration IDLE = Duration.ofDays(14);
    private static final Duration ACCESS = Duration.ofMinutes(30);

    private final Session session = Session.begin(
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    new Origin("curl", "::1"),
                    new SessionLifetimes(ACCESS, IDLE),
                    NOW)
            .renew(NOW);

    @Test
    void livesUntilItWasIdleForTooLong() {
        assertThat(session.isAlive(NOW.plus(IDLE).minusMillis(1))).isTrue();
        assertThat(session.isAlive(NOW.plus(IDLE))).isFalse();
        assertThat(session.renew(NOW.plus(IDLE)).isAlive(NOW.plus(IDLE))).isTrue();
    }

    @Test
    void isDeadOnceEnded() {
        assertThat(session.end(NOW).isAlive(NOW)).isFalse();
    }

    @Test
    void isToBeRememberedUntilItsLastAccessTokenExpires() {
        assertThat(session.revocation().expiresAt()).isEqualTo(NOW.plus(ACCESS));
        assertThat(session.renew(NOW.plusSeconds(1)).revocation().expiresAt())
                .isEqualTo(NOW.plusSeconds(1).plus(ACCESS));
        assertThat(session.renew(NOW.minusSeconds(1)).revocation().expiresAt()).isEqualTo(NOW.plus(ACCESS));
    }

    @Test
    void livesByNoTimesThatKeysAndRevocationsDoNotCover() {
        assertThatThrownBy(() -> new SessionLifetimes(Duration.ofHours(25), Duration.ofDays(14)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SessionLifetimes(Duration.ofHours(1), Duration.ofMinutes(59)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(SessionLifetimes.accessOnly(Duration.ofHours(24)).refresh()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void saysItsEndAsTheContractWants() {
        GoldenExamples.assertObeysItsSchema(session.revocation());
    }
}

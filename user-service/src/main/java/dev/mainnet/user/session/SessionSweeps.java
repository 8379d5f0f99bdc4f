package dev.mainnet.user.session;

import dev.mainnet.outbox.Sweep;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets sessions a day after they expired, and spent tokens once their session would have expired without the next. */
@Configuration(proxyBeanMethods = false)
class SessionSweeps {

    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final Duration A_DAY = Duration.ofDays(1);

    @Bean
    Sweep sessionSweep(Sessions sessions, Clock clock) {
        return new Sweep(
                "Forgetting expired sessions",
                EVERY,
                () -> sessions.deleteExpired(clock.instant().minus(A_DAY)));
    }

    @Bean
    Sweep refreshTokenSweep(RefreshTokens tokens, SessionProperties properties, Clock clock) {
        return new Sweep(
                "Forgetting spent refresh tokens",
                EVERY,
                () -> tokens.deleteSpent(clock.instant().minus(properties.longestIdle())));
    }
}

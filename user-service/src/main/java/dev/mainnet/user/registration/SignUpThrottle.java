package dev.mainnet.user.registration;

import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.user.session.Origin;
import dev.mainnet.user.throttle.AttemptCounter;
import dev.mainnet.user.throttle.Attempts;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Bounds the accounts that come from one address, and by that the passwords it lets us hash and the addresses it can ask for. */
@Component
final class SignUpThrottle {

    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final Attempts attempts;
    private final SignUpProperties limits;

    SignUpThrottle(Attempts attempts, SignUpProperties limits) {
        this.attempts = attempts;
        this.limits = limits;
    }

    /** Counts a sign-up, refused or not; an error {@link ErrorCode#RATE_LIMIT_EXCEEDED} beyond the limit. */
    Mono<Void> admit(Origin origin) {
        return attempts.count(AttemptCounter.blocking("sign-up " + origin.network(), limits.anHour(), AN_HOUR));
    }
}

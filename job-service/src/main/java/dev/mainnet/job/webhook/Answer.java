package dev.mainnet.job.webhook;

import java.time.Duration;
import java.util.Optional;

/** What a receiver said to one attempt. Of its body nothing is kept. */
sealed interface Answer {

    /** @param status 2xx */
    record Accepted(int status) implements Answer {}

    /**
     * Any other status; redirects are not followed.
     *
     * @param retryAfter the pause it asks for
     */
    record Refused(int status, Optional<Duration> retryAfter) implements Answer {}

    /** @param why there was none, for the webhook's owner */
    record None(String why) implements Answer {}

    default Optional<Integer> responseStatus() {
        return switch (this) {
            case Accepted accepted -> Optional.of(accepted.status());
            case Refused refused -> Optional.of(refused.status());
            case None none -> Optional.empty();
        };
    }

    default Optional<String> error() {
        return switch (this) {
            case Accepted accepted -> Optional.empty();
            case Refused refused -> Optional.of("the receiver answered " + refused.status());
            case None none -> Optional.of(none.why());
        };
    }
}

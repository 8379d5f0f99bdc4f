package dev.mainnet.user.mailtoken;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** Hides in the time of an answer whether there was something to do. */
public final class SameTime {

    /** Far longer than the work behind it takes, and hardly noticed by a person. */
    private static final Duration LEAST = Duration.ofMillis(300);

    private SameTime() {}

    /** Completes when the work is done, but no sooner than a fixed time from now. */
    public static Mono<Void> of(Mono<?> work) {
        return Mono.when(work, Mono.delay(LEAST));
    }
}

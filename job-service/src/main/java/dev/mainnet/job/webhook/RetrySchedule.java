package dev.mainnet.job.webhook;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/** What follows an attempt. */
@Component
final class RetrySchedule {

    private static final int GONE = 410;
    private static final Duration LONGEST = Duration.ofDays(1);

    /** What follows. */
    sealed interface Next {}

    record Delivered() implements Next {}

    record Again(Duration pause) implements Next {}

    record GivenUp() implements Next {}

    /** The receiver wants no more of anything. */
    record Unsubscribed() implements Next {}

    private final List<Duration> pauses;

    RetrySchedule(WebhookSettings settings) {
        this.pauses = settings.retries();
    }

    /** @param attempts made so far, the one that was answered like this included */
    Next after(int attempts, Answer answer) {
        return switch (answer) {
            case Answer.Accepted accepted -> new Delivered();
            case Answer.Refused refused when refused.status() == GONE -> new Unsubscribed();
            case Answer.Refused refused ->
                attempts > pauses.size()
                        ? new GivenUp()
                        : new Again(longer(
                                pauseAfter(attempts), refused.retryAfter().orElse(Duration.ZERO)));
            case Answer.None none -> attempts > pauses.size() ? new GivenUp() : new Again(pauseAfter(attempts));
        };
    }

    /** Up to a quarter later, so that what failed together does not come back together. */
    private Duration pauseAfter(int attempts) {
        Duration pause = pauses.get(attempts - 1);
        return pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 4 + 1));
    }

    private static Duration longer(Duration pause, Duration wanted) {
        Duration bounded = wanted.compareTo(LONGEST) < 0 ? wanted : LONGEST;
        return bounded.compareTo(pause) > 0 ? bounded : pause;
    }
}

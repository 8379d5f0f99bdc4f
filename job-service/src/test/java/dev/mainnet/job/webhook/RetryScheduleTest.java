package dev.mainnet.job.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    private static final Answer BUSY = new Answer.Refused(503, Optional.empty());

    private final RetrySchedule schedule = new RetrySchedule(new WebhookSettings(
            1, 1, Duration.ofSeconds(1), List.of(Duration.ofSeconds(8), Duration.ofHours(1)), Duration.ofDays(5), 1));

    @Test
    void pausesLongerEachTimeWithSomeJitterAndThenGivesUp() {
        assertThat(pause(1, BUSY)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(10));
        assertThat(pause(2, new Answer.None("silence"))).isBetween(Duration.ofHours(1), Duration.ofMinutes(75));
        assertThat(schedule.after(3, BUSY)).isInstanceOf(RetrySchedule.GivenUp.class);
        assertThat(schedule.after(3, new Answer.None("silence"))).isInstanceOf(RetrySchedule.GivenUp.class);
    }

    @Test
    void givesAReceiverThePauseItAsksForUpToADay() {
        assertThat(pause(1, new Answer.Refused(429, Optional.of(Duration.ofMinutes(3)))))
                .isEqualTo(Duration.ofMinutes(3));
        assertThat(pause(1, new Answer.Refused(429, Optional.of(Duration.ofDays(900)))))
                .isEqualTo(Duration.ofDays(1));
        assertThat(pause(1, new Answer.Refused(429, Optional.of(Duration.ofSeconds(-5)))))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void endsWithASuccessOrWhenTheReceiverIsGone() {
        assertThat(schedule.after(1, new Answer.Accepted(204))).isInstanceOf(RetrySchedule.Delivered.class);
        assertThat(schedule.after(1, new Answer.Refused(410, Optional.empty())))
                .isInstanceOf(RetrySchedule.Unsubscribed.class);
    }

    private Duration pause(int attempts, Answer answer) {
        return ((RetrySchedule.Again) schedule.after(attempts, answer)).pause();
    }
}

package dev.mainnet.job.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.contracts.JobEvent;
import dev.mainnet.contracts.JobEvent.JobCancelled;
import dev.mainnet.contracts.JobEvent.JobFailed;
import dev.mainnet.contracts.JobEvent.JobSucceeded;
import dev.mainnet.testing.GoldenExamples;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JobTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final JobError BAD = new JobError(JobError.JOB_FAILED, "line 3: no number");

    private final UUID owner = UUID.randomUUID();
    private final UUID key = UUID.randomUUID();
    private final UUID operator = UUID.randomUUID();

    @Test
    void waitsForItsCreditsBeforeItIsQueued() {
        Job job = submitted();

        assertThat(job.state()).isEqualTo(JobState.RESERVING);
        assertThat(job.state().status()).isEqualTo("queued");
        assertThat(job.reserved().state()).isEqualTo(JobState.QUEUED);
        assertThat(job.times().deadlineAt()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void cannotSucceedBeforeItRuns() {
        assertThatThrownBy(() -> submitted().succeeded(NOW)).isInstanceOf(Job.ForbiddenTransitionException.class);
        assertThatThrownBy(() -> submitted().reserved().succeeded(NOW))
                .isInstanceOf(Job.ForbiddenTransitionException.class);
    }

    @Test
    void changesNoMoreOnceItIsOver() {
        for (Job over : new Job[] {
            running(1).succeeded(NOW), running(1).failed(BAD, NOW), running(1).cancelled(NOW)
        }) {
            assertThat(over.state().isTerminal()).isTrue();
            assertThatThrownBy(() -> over.cancelled(NOW)).isInstanceOf(Job.ForbiddenTransitionException.class);
            assertThatThrownBy(() -> over.failed(BAD, NOW)).isInstanceOf(Job.ForbiddenTransitionException.class);
            assertThatThrownBy(over::reserved).isInstanceOf(Job.ForbiddenTransitionException.class);
        }
    }

    @Test
    void isQueuedAgainWhenItsWorkerIsLostUntilTheLastAttempt() {
        Job again = running(2).workerLost("gone", 3, NOW);
        assertThat(again.state()).isEqualTo(JobState.QUEUED);
        assertThat(again.progress()).isZero();
        assertThat(again.lease().workerId()).isEmpty();
        assertThat(again.lease().fencingToken()).isEqualTo(2);

        Job given = running(3).workerLost("gone", 3, NOW);
        assertThat(given.state()).isEqualTo(JobState.FAILED);
        assertThat(given.error()).contains(new JobError(JobError.INFRASTRUCTURE_FAILURE, "gone"));
    }

    @Test
    void endsWithOneEventThatObeysItsSchema() {
        assertThat(submitted().conclusion()).isEmpty();
        assertThat(running(1).conclusion()).isEmpty();

        JobEvent succeeded = running(1).succeeded(NOW).conclusion().orElseThrow();
        JobEvent failed = running(1).failed(BAD, NOW).conclusion().orElseThrow();
        JobEvent cancelled = running(1).cancelled(NOW).conclusion().orElseThrow();

        assertThat(succeeded).isInstanceOfSatisfying(JobSucceeded.class, event -> {
            assertThat(event.modelFeeMicro()).isEqualTo(4_000_000);
            assertThat(event.modelOwnerId()).isEqualTo(owner);
            assertThat(event.computeFeeMicro()).isEqualTo(1_000_000);
            assertThat(event.operatorId()).isEqualTo(operator);
            assertThat(event.keyId()).isEqualTo(key);
        });
        assertThat(failed)
                .isInstanceOfSatisfying(
                        JobFailed.class, event -> assertThat(event.reason()).isEqualTo(JobError.JOB_FAILED));
        assertThat(cancelled).isInstanceOf(JobCancelled.class);
        GoldenExamples.assertObeysItsSchema(succeeded);
        GoldenExamples.assertObeysItsSchema(failed);
        GoldenExamples.assertObeysItsSchema(cancelled);
    }

    @Test
    void costsTheMostUntilItIsOver() {
        assertThat(submitted().costMicro()).isEqualTo(5_000_000);
        assertThat(running(1).costMicro()).isEqualTo(5_000_000);
        assertThat(running(1).succeeded(NOW).costMicro()).isEqualTo(5_000_000);
        assertThat(running(1).failed(BAD, NOW).costMicro()).isZero();
        assertThat(running(1).cancelled(NOW).costMicro()).isZero();
    }

    private Job submitted() {
        return Job.submitted(
                UUID.randomUUID(),
                UUID.randomUUID(),
                Optional.of(new Job.Key(key, key)),
                new Work("batch_prediction", "{}", Optional.empty()),
                new Price(4_000_000, Optional.of(owner), 1_000_000),
                NOW,
                Duration.ofSeconds(60));
    }

    private Job running(int attempt) {
        Job queued = submitted().reserved();
        return new Job(
                queued.id(),
                queued.accountId(),
                queued.key(),
                queued.work(),
                queued.price(),
                JobState.RUNNING,
                new Lease(attempt, attempt, Optional.of(UUID.randomUUID()), Optional.of(operator)),
                40,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                queued.times());
    }
}

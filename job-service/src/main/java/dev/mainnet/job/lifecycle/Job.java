package dev.mainnet.job.lifecycle;

import dev.mainnet.contracts.JobEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Work that an account pays for once it is done. Each change of state answers the job as it would be afterwards; it counts once
 * {@link MoveJob} has stored it.
 *
 * @param key through which it was submitted; nothing for a session
 * @param progress percent
 * @param chargedMicro what was really paid; nothing until billing tells
 */
public record Job(
        UUID id,
        UUID accountId,
        Optional<Key> key,
        Work work,
        Price price,
        JobState state,
        Lease lease,
        int progress,
        Optional<JobError> error,
        Optional<Long> chargedMicro,
        Optional<Result> result,
        Times times) {

    /**
     * An API key.
     *
     * @param meterId under which its jobs count against its credit limit, in the period in which they were submitted
     */
    public record Key(UUID id, UUID meterId) {}

    /**
     * When what happened.
     *
     * @param stopRequestedAt when its owner wanted it to end with what it had by then
     */
    public record Times(
            Instant createdAt,
            Optional<Instant> startedAt,
            Optional<Instant> finishedAt,
            Instant deadlineAt,
            Optional<Instant> stopRequestedAt) {

        Times finished(Instant now) {
            return new Times(createdAt, startedAt, Optional.of(now), deadlineAt, stopRequestedAt);
        }
    }

    /**
     * What a worker tells of work that is done.
     *
     * @param computed how long it computed, all attempts together
     * @param modelId of the model that it made; nothing for other kinds of work
     * @param accuracy of a model that tells classes, 0 to 1
     */
    public record Result(Duration computed, Optional<UUID> modelId, Optional<Double> accuracy) {}

    /** A new job whose credits are to be set aside. */
    public static Job submitted(
            UUID id, UUID accountId, Optional<Key> key, Work work, Price price, Instant now, Duration patience) {
        Times times = new Times(now, Optional.empty(), Optional.empty(), now.plus(patience), Optional.empty());
        return new Job(
                id,
                accountId,
                key,
                work,
                price,
                JobState.RESERVING,
                Lease.NONE,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                times);
    }

    /** Its credits are set aside: it waits for a worker. */
    public Job reserved() {
        return to(JobState.QUEUED, lease, progress, error, times);
    }

    /** Its worker is lost: another starts anew, unless that was tried often enough. Never the job's own fault. */
    public Job workerLost(String how, int maxAttempts, Instant now) {
        return lease.attempt() < maxAttempts
                ? to(JobState.QUEUED, lease.released(), 0, error, times)
                : failed(new JobError(JobError.INFRASTRUCTURE_FAILURE, how), now);
    }

    public Job succeeded(Instant now) {
        return to(JobState.SUCCEEDED, lease, 100, error, times.finished(now));
    }

    /** The work is done, and its model is to be registered; the worker may do something else. */
    public Job publishing(Result made) {
        Job publishing = to(JobState.PUBLISHING, lease, 99, error, times);
        return new Job(
                id,
                accountId,
                key,
                work,
                price,
                publishing.state,
                lease,
                publishing.progress,
                error,
                chargedMicro,
                Optional.of(made),
                times);
    }

    /** Its model is registered. */
    public Job published(Instant now) {
        return times.stopRequestedAt().isPresent()
                ? to(JobState.STOPPED, lease, 100, error, times.finished(now))
                : succeeded(now);
    }

    public Job failed(JobError why, Instant now) {
        return to(JobState.FAILED, lease, progress, Optional.of(why), times.finished(now));
    }

    /** The lease stays, so that its holder can be told that the job is cancelled. */
    public Job cancelled(Instant now) {
        return to(JobState.CANCELLED, lease, progress, error, times.finished(now));
    }

    /** The event that ends the job, if it is over. */
    Optional<JobEvent> conclusion() {
        Instant at = times.finishedAt().orElse(times.createdAt());
        return switch (state) {
            case RESERVING, QUEUED, RUNNING, PUBLISHING -> Optional.empty();
            case SUCCEEDED, STOPPED ->
                Optional.of(new JobEvent.JobSucceeded(
                        id,
                        accountId,
                        work.kind(),
                        price.modelFeeMicro(),
                        price.modelOwnerId().orElse(null),
                        computeFeeMicro(),
                        lease.operatorId().orElse(null),
                        at,
                        key.map(Key::id).orElse(null)));
            case FAILED ->
                Optional.of(new JobEvent.JobFailed(
                        id, accountId, work.kind(), error.map(JobError::code).orElse(JobError.JOB_FAILED), at));
            case CANCELLED -> Optional.of(new JobEvent.JobCancelled(id, accountId, work.kind(), at));
        };
    }

    /** What it costs, as far as it is known: the most that it can while it is not over. */
    long costMicro() {
        return switch (state) {
            case RESERVING, QUEUED, RUNNING, PUBLISHING -> price.totalMicro();
            case SUCCEEDED, STOPPED -> Math.addExact(price.modelFeeMicro(), computeFeeMicro());
            case FAILED, CANCELLED -> 0;
        };
    }

    private long computeFeeMicro() {
        return price.feeFor(result.map(Result::computed).orElse(Duration.ZERO));
    }

    private Job to(JobState next, Lease nextLease, int nextProgress, Optional<JobError> nextError, Times nextTimes) {
        if (!state.allows(next)) {
            throw new ForbiddenTransitionException(state, next);
        }
        return new Job(
                id,
                accountId,
                key,
                work,
                price,
                next,
                nextLease,
                nextProgress,
                nextError,
                chargedMicro,
                result,
                nextTimes);
    }

    /** A change that the job's state does not allow. */
    public static final class ForbiddenTransitionException extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        ForbiddenTransitionException(JobState from, JobState to) {
            super("A job cannot go from " + from + " to " + to);
        }
    }
}

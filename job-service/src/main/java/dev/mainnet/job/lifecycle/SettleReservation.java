package dev.mainnet.job.lifecycle;

import dev.mainnet.contracts.BillingEvent.CreditsReserved;
import dev.mainnet.contracts.BillingEvent.ReservationEvent;
import dev.mainnet.contracts.BillingEvent.ReservationPosted;
import dev.mainnet.contracts.BillingEvent.ReservationRejected;
import dev.mainnet.contracts.BillingEvent.ReservationVoided;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Follows billing's word on a job's credits. A job that was cancelled meanwhile stays so. */
@Component
class SettleReservation {

    private static final JobError NO_CREDITS =
            new JobError(JobError.INSUFFICIENT_CREDITS, "There are not enough credits for this job");

    private static final JobError EXPIRED = new JobError(
            JobError.RESERVATION_EXPIRED,
            "The credits that were set aside for this job were given back before it was over");

    private final Jobs jobs;
    private final MoveJob moveJob;

    SettleReservation(Jobs jobs, MoveJob moveJob) {
        this.jobs = jobs;
        this.moveJob = moveJob;
    }

    /** Part of the transaction under way. */
    Mono<Void> settle(ReservationEvent event) {
        return switch (event) {
            case CreditsReserved reserved -> ifReserving(reserved.jobId(), Job::reserved);
            case ReservationRejected rejected ->
                ifReserving(rejected.jobId(), job -> job.failed(NO_CREDITS, Instant.now()));
            case ReservationPosted posted -> jobs.charged(posted.jobId(), posted.chargedMicro());
            case ReservationVoided voided ->
                end(voided.jobId()).then(Mono.defer(() -> jobs.charged(voided.jobId(), 0)));
        };
    }

    /** A reservation is voided because its job is over, or because it expired: then nobody would pay for what is still to be done. */
    private Mono<Void> end(UUID jobId) {
        return jobs.lock(jobId)
                .filter(job -> !job.state().isTerminal())
                .flatMap(job -> moveJob.move(job, job.failed(EXPIRED, Instant.now())))
                .then();
    }

    private Mono<Void> ifReserving(UUID jobId, UnaryOperator<Job> change) {
        return jobs.lock(jobId)
                .filter(job -> job.state() == JobState.RESERVING)
                .flatMap(job -> moveJob.move(job, change.apply(job)))
                .then();
    }
}

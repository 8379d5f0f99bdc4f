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
            case ReservationVoided voided -> jobs.charged(voided.jobId(), 0);
        };
    }

    private Mono<Void> ifReserving(UUID jobId, UnaryOperator<Job> change) {
        return jobs.lock(jobId)
                .filter(job -> job.state() == JobState.RESERVING)
                .flatMap(job -> moveJob.move(job, change.apply(job)))
                .then();
    }
}

package dev.mainnet.job.dispatch;

import dev.mainnet.job.progress.JobLogs;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Keeps what an executor writes about its work. */
@Component
class AppendLog {

    private final Leases leases;
    private final JobLogs logs;
    private final TransactionalOperator transaction;

    AppendLog(Leases leases, JobLogs logs, TransactionalOperator transaction) {
        this.leases = leases;
        this.logs = logs;
        this.transaction = transaction;
    }

    /** @return an error 409 when the lease is lost */
    Mono<Void> append(UUID workerId, UUID jobId, long fencingToken, String text) {
        return leases.held(workerId, jobId, fencingToken)
                .flatMap(job -> logs.append(jobId, text))
                .as(transaction::transactional);
    }
}

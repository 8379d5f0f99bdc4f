package dev.mainnet.job.dispatch;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.job.dispatch.DispatchSettings.Whose;
import dev.mainnet.job.lifecycle.Job;
import dev.mainnet.job.lifecycle.JobRow;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who runs which job. Every time is the database's, so that the clocks of instances do not matter. */
@Repository
class Leases {

    private final DatabaseClient database;
    private final DispatchSettings settings;

    Leases(DatabaseClient database, DispatchSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /**
     * Gives the worker a job of one of the kinds, if there is one for it: a new attempt with a new fencing token. Who has the fewest running comes first, among
     * equals whoever was not served for longest, and then the job that waits longest: accounts take turns, also at a single worker, and one's
     * hundred jobs do not keep another's from beginning.
     */
    Mono<Job> claim(Worker worker, List<String> kinds) {
        Optional<UUID> only = settings.contributedWorkersRun() == Whose.OWN ? worker.operatorId() : Optional.empty();
        return database.sql("""
                        UPDATE job
                           SET state = 'running', attempt = attempt + 1, fencing_token = fencing_token + 1, worker_id = $1,
                               operator_id = $2, progress = 0, started_at = coalesce(started_at, now()), heartbeat_at = now(),
                               lease_until = now() + make_interval(secs => $3)
                         WHERE id = (SELECT waiting.id FROM job waiting
                                       LEFT JOIN (SELECT account_id, count(*) AS jobs FROM job
                                                   WHERE state = 'running' GROUP BY account_id) busy USING (account_id)
                                       LEFT JOIN (SELECT account_id, max(started_at) AS at FROM job
                                                   WHERE started_at > now() - interval '1 hour' GROUP BY account_id) served
                                              USING (account_id)
                                      WHERE waiting.state = 'queued' AND waiting.kind = ANY($4)
                                        AND ($5::uuid IS NULL OR account_id = $5)
                                      ORDER BY coalesce(busy.jobs, 0), served.at NULLS FIRST, waiting.queued_at, waiting.id
                                      LIMIT 1 FOR UPDATE OF waiting SKIP LOCKED)
                        RETURNING *
                        """)
                .bind(0, worker.id())
                .bind(1, orNull(worker.operatorId(), UUID.class))
                .bind(2, leaseSeconds())
                .bind(3, kinds.toArray(String[]::new))
                .bind(4, orNull(only, UUID.class))
                .map(JobRow::read)
                .one();
    }

    /**
     * The job while this worker holds it with this token; within a transaction nobody takes it away until its end.
     *
     * @return an error 409 when the lease is lost
     */
    Mono<Job> held(UUID workerId, UUID jobId, long fencingToken) {
        return database.sql("""
                        SELECT * FROM job
                         WHERE id = $1 AND state = 'running' AND worker_id = $2 AND fencing_token = $3
                           FOR UPDATE
                        """)
                .bind(0, jobId)
                .bind(1, workerId)
                .bind(2, fencingToken)
                .map(JobRow::read)
                .one()
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "The lease is lost")));
    }

    /** Whether the job was cancelled, or its reservation expired, while this worker held it with this token. */
    Mono<Boolean> isCancelled(UUID workerId, UUID jobId, long fencingToken) {
        return database.sql("""
                        SELECT EXISTS (SELECT FROM job
                                        WHERE id = $1 AND worker_id = $2 AND fencing_token = $3
                                          AND (state = 'cancelled' OR error_code = 'reservation_expired'))
                        """)
                .bind(0, jobId)
                .bind(1, workerId)
                .bind(2, fencingToken)
                .mapValue(Boolean.class)
                .one();
    }

    /**
     * Extends a lease that is held.
     *
     * @param metrics JSON; nothing keeps what was measured before
     */
    Mono<Void> extend(UUID jobId, int progress, Optional<String> metrics) {
        return database.sql("""
                        UPDATE job
                           SET heartbeat_at = now(), lease_until = now() + make_interval(secs => $2), progress = $3,
                               metrics = coalesce($4, metrics)
                         WHERE id = $1
                        """)
                .bind(0, jobId)
                .bind(1, leaseSeconds())
                .bind(2, progress)
                .bind(3, orNull(metrics, String.class))
                .then();
    }

    /** Jobs whose workers have been silent for too long; locked, and passed over by others who ask. */
    Flux<Job> expired(int atMost) {
        return locked(
                "SELECT * FROM job WHERE state = 'running' AND lease_until < now() ORDER BY lease_until LIMIT $1",
                atMost);
    }

    /** Jobs past their deadline, whatever they wait for; locked, and passed over by others who ask. */
    Flux<Job> overdue(int atMost) {
        return locked(
                "SELECT * FROM job WHERE finished_at IS NULL AND deadline_at < now() ORDER BY deadline_at LIMIT $1",
                atMost);
    }

    private Flux<Job> locked(String sql, int atMost) {
        return database.sql(sql + " FOR UPDATE SKIP LOCKED")
                .bind(0, atMost)
                .map(JobRow::read)
                .all();
    }

    private double leaseSeconds() {
        return settings.lease().toMillis() / 1000.0;
    }

    private static Parameter orNull(Optional<?> value, Class<?> type) {
        return value.isPresent() ? Parameters.in(value.get()) : Parameters.in(type);
    }
}

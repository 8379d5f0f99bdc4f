package dev.mainnet.job.lifecycle;

import dev.mainnet.defaults.page.PageRequest;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All jobs. */
@Repository
public class Jobs {

    /** Which jobs of an account are wanted; nothing wants all. */
    record Filter(Optional<String> kind, Collection<JobState> states) {}

    private final DatabaseClient database;

    Jobs(DatabaseClient database) {
        this.database = database;
    }

    /** Adds a job and answers true, unless one of that id is there already. */
    Mono<Boolean> add(Job job) {
        return database.sql("""
                        INSERT INTO job (id, account_id, kind, parameters, dataset_id, state, model_fee_micro, model_owner_id,
                                         compute_fee_micro, per_second_micro, created_at, deadline_at, key_id, key_meter_id,
                                         key_counted_micro)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
                        ON CONFLICT (id) DO NOTHING
                        """)
                .bind(0, job.id())
                .bind(1, job.accountId())
                .bind(2, job.work().kind())
                .bind(3, job.work().parameters())
                .bind(4, orNull(job.work().datasetId(), UUID.class))
                .bind(5, job.state().column())
                .bind(6, job.price().modelFeeMicro())
                .bind(7, orNull(job.price().modelOwnerId(), UUID.class))
                .bind(8, job.price().computeFeeMicro())
                .bind(9, job.price().perSecondMicro())
                .bind(10, utc(job.times().createdAt()))
                .bind(11, utc(job.times().deadlineAt()))
                .bind(12, orNull(job.key().map(Job.Key::id), UUID.class))
                .bind(13, orNull(job.key().map(Job.Key::meterId), UUID.class))
                .bind(14, orNull(job.key().map(key -> job.costMicro()), Long.class))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** The job, if the account owns it. */
    public Mono<Job> find(UUID accountId, UUID id) {
        return database.sql("SELECT * FROM job WHERE id = $1 AND account_id = $2")
                .bind(0, id)
                .bind(1, accountId)
                .map(JobRow::read)
                .one();
    }

    /** The job, whoever owns it; nobody else changes it until the transaction ends. */
    public Mono<Job> lock(UUID id) {
        return database.sql("SELECT * FROM job WHERE id = $1 FOR UPDATE")
                .bind(0, id)
                .map(JobRow::read)
                .one();
    }

    /**
     * Stores a job's new state if it still is where it was: same state, same lease.
     *
     * @return whether it was
     */
    Mono<Boolean> compareAndSet(Job before, Job after) {
        return database.sql("""
                        UPDATE job
                           SET state = $4, attempt = $5, worker_id = $6, operator_id = $7, progress = $8, error_code = $9,
                               error_message = $10, finished_at = $11, compute_millis = $12, model_id = $13,
                               accuracy = $14,
                               key_counted_micro = CASE WHEN key_id IS NOT NULL THEN $15 END,
                               queued_at = CASE WHEN $4 = 'queued' THEN now() ELSE queued_at END,
                               lease_until = CASE WHEN $4 = 'running' THEN lease_until END
                         WHERE id = $1 AND state = $2 AND fencing_token = $3
                        """)
                .bind(0, before.id())
                .bind(1, before.state().column())
                .bind(2, before.lease().fencingToken())
                .bind(3, after.state().column())
                .bind(4, after.lease().attempt())
                .bind(5, orNull(after.lease().workerId(), UUID.class))
                .bind(6, orNull(after.lease().operatorId(), UUID.class))
                .bind(7, after.progress())
                .bind(8, orNull(after.error().map(JobError::code), String.class))
                .bind(9, orNull(after.error().map(JobError::message), String.class))
                .bind(10, orNull(after.times().finishedAt().map(Jobs::utc), OffsetDateTime.class))
                .bind(11, orNull(after.result().map(result -> result.computed().toMillis()), Long.class))
                .bind(12, orNull(after.result().flatMap(Job.Result::modelId), UUID.class))
                .bind(13, orNull(after.result().flatMap(Job.Result::accuracy), Double.class))
                .bind(14, after.costMicro())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** The job that made the model and waits for it to be registered; nobody else changes it until the transaction ends. */
    public Mono<Job> lockPublishing(UUID modelId) {
        return database.sql("SELECT * FROM job WHERE model_id = $1 AND state = 'publishing' FOR UPDATE")
                .bind(0, modelId)
                .map(JobRow::read)
                .one();
    }

    /** Notes that the job is to end with what it has; whoever runs it is told so by its next heartbeat. */
    public Mono<Void> requestStop(UUID id) {
        return database.sql("UPDATE job SET stop_requested_at = coalesce(stop_requested_at, now()) WHERE id = $1")
                .bind(0, id)
                .then();
    }

    /** Notes what billing charged in the end. */
    Mono<Void> charged(UUID id, long micro) {
        return database.sql("""
                        UPDATE job SET charged_micro = $2, key_counted_micro = CASE WHEN key_id IS NOT NULL THEN $2 END
                        WHERE id = $1
                        """).bind(0, id).bind(1, micro).then();
    }

    /** Whether a job that is not over uses the dataset. */
    public Mono<Boolean> anyUnfinishedOn(UUID datasetId) {
        return database.sql("SELECT EXISTS (SELECT FROM job WHERE dataset_id = $1 AND finished_at IS NULL)")
                .bind(0, datasetId)
                .mapValue(Boolean.class)
                .one();
    }

    /** Lets the submissions of an account pass one after the other until the transaction ends, so that they can be counted. */
    Mono<Void> lockSubmissions(UUID accountId) {
        return database.sql("SELECT pg_advisory_xact_lock(hashtextextended('job of ' || $1::text, 0))")
                .bind(0, accountId)
                .then();
    }

    /**
     * What the jobs under that meter count for together, in micro-credits. It reads one index entry for each that costs something; there
     * are only so many as the key's limit pays for.
     */
    Mono<Long> countedMicro(UUID keyMeterId) {
        return database.sql("""
                        SELECT coalesce(sum(key_counted_micro), 0)::bigint FROM job
                        WHERE key_meter_id = $1 AND key_counted_micro > 0
                        """).bind(0, keyMeterId).mapValue(Long.class).one();
    }

    Mono<Long> countUnfinished(UUID accountId) {
        return database.sql("SELECT count(*) FROM job WHERE account_id = $1 AND finished_at IS NULL")
                .bind(0, accountId)
                .mapValue(Long.class)
                .one();
    }

    Mono<Long> countUnfinished(UUID accountId, String kind) {
        return database.sql("SELECT count(*) FROM job WHERE account_id = $1 AND kind = $2 AND finished_at IS NULL")
                .bind(0, accountId)
                .bind(1, kind)
                .mapValue(Long.class)
                .one();
    }

    /** Those of an account that are not over; nobody else changes them until the transaction ends. */
    Flux<Job> lockUnfinished(UUID accountId) {
        return database.sql("SELECT * FROM job WHERE account_id = $1 AND finished_at IS NULL ORDER BY id FOR UPDATE")
                .bind(0, accountId)
                .map(JobRow::read)
                .all();
    }

    Flux<Job> list(UUID accountId, Filter filter, PageRequest page) {
        String direction = page.ascending() ? "ASC" : "DESC";
        return filtered(
                        "SELECT * FROM job WHERE " + FILTER + " ORDER BY created_at " + direction + ", id " + direction
                                + " LIMIT $4 OFFSET $5",
                        accountId,
                        filter)
                .bind(3, page.limit())
                .bind(4, page.offset())
                .map(JobRow::read)
                .all();
    }

    Mono<Long> count(UUID accountId, Filter filter) {
        return filtered("SELECT count(*) FROM job WHERE " + FILTER, accountId, filter)
                .mapValue(Long.class)
                .one();
    }

    private static final String FILTER =
            "account_id = $1 AND ($2::text IS NULL OR kind = $2) AND (cardinality($3::text[]) = 0 OR state = ANY($3))";

    private DatabaseClient.GenericExecuteSpec filtered(String sql, UUID accountId, Filter filter) {
        return database.sql(sql)
                .bind(0, accountId)
                .bind(1, orNull(filter.kind(), String.class))
                .bind(2, filter.states().stream().map(JobState::column).toArray(String[]::new));
    }

    private static Parameter orNull(Optional<?> value, Class<?> type) {
        return value.isPresent() ? Parameters.in(value.get()) : Parameters.in(type);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

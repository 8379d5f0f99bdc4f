package dev.mainnet.job.progress;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What happened to jobs, as {@code lifecycle.Timeline} wrote it. */
@Repository
class JobEvents {

    /**
     * One thing that happened.
     *
     * @param seq its place among the job's events
     * @param type status, progress or metrics
     * @param data JSON
     * @param terminal whether nothing can follow
     */
    record Entry(long seq, String type, String data, boolean terminal) {}

    /** How far a job's events go, and whether the job is over. */
    record Extent(long lastSeq, boolean over) {}

    private final DatabaseClient database;

    JobEvents(DatabaseClient database) {
        this.database = database;
    }

    /** Nothing when the account has no such job. */
    Mono<Extent> extent(UUID accountId, UUID jobId) {
        return database.sql(
                        "SELECT last_event_seq, finished_at IS NOT NULL AS over FROM job WHERE id = $1 AND account_id = $2")
                .bind(0, jobId)
                .bind(1, accountId)
                .map(row -> new Extent(get(row, "last_event_seq", Long.class), get(row, "over", Boolean.class)))
                .one();
    }

    Mono<List<Entry>> after(UUID jobId, long seq, int atMost) {
        return database.sql("""
                        SELECT seq, type, data, terminal FROM job_event WHERE job_id = $1 AND seq > $2 ORDER BY seq LIMIT $3
                        """)
                .bind(0, jobId)
                .bind(1, seq)
                .bind(2, atMost)
                .map(row -> new Entry(
                        get(row, "seq", Long.class),
                        get(row, "type", String.class),
                        get(row, "data", String.class),
                        get(row, "terminal", Boolean.class)))
                .all()
                .collectList();
    }

    private static <T> T get(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}

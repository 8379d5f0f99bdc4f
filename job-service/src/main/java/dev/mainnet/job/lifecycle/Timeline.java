package dev.mainnet.job.lifecycle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * What happens to jobs, in an order of its own for each job, for whoever watches. Kept are the newest entries of a job. Each method
 * is part of the transaction under way, which has changed or locked the job's row.
 */
@Repository
public class Timeline {

    private static final String APPEND = """
            WITH numbered AS (
                UPDATE job SET last_event_seq = last_event_seq + 1 WHERE id = $1 RETURNING last_event_seq
            ), dropped AS (
                DELETE FROM job_event WHERE job_id = $1 AND seq <= (SELECT last_event_seq FROM numbered) - $5
            ), appended AS (
                INSERT INTO job_event (job_id, seq, type, data, terminal)
                SELECT $1, last_event_seq, $2, $3, $4 FROM numbered
                RETURNING job_id
            )
            SELECT pg_notify('job_event', job_id::text) FROM appended
            """;

    private final DatabaseClient database;
    private final JobSettings settings;
    private final JsonMapper json;

    Timeline(DatabaseClient database, JobSettings settings, JsonMapper json) {
        this.database = database;
        this.settings = settings;
        this.json = json;
    }

    /** The job is in a new state. */
    public Mono<Void> status(Job job) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("status", job.state().status());
        data.put("progress", job.progress());
        data.put("attempt", job.lease().attempt());
        job.error().ifPresent(error -> data.put("error", error));
        return append(job.id(), "status", data, job.state().isTerminal());
    }

    /** @param percent 0 to 100 */
    public Mono<Void> progress(UUID jobId, int percent) {
        return append(jobId, "progress", Map.of("progress", percent), false);
    }

    /** @param metrics numbers by name, as the executor reports them */
    public Mono<Void> metrics(UUID jobId, Map<String, Double> metrics) {
        return append(jobId, "metrics", metrics, false);
    }

    private Mono<Void> append(UUID jobId, String type, Object data, boolean terminal) {
        return database.sql(APPEND)
                .bind(0, jobId)
                .bind(1, type)
                .bind(2, json.writeValueAsString(data))
                .bind(3, terminal)
                .bind(4, (long) settings.maxEvents())
                .then();
    }
}

package dev.mainnet.job.progress;

import dev.mainnet.job.lifecycle.JobSettings;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What executors wrote while they worked. Of one job only so much is kept. */
@Repository
public class JobLogs {

    private static final String APPEND = """
            WITH grown AS (
                UPDATE job SET log_bytes = log_bytes + $2 WHERE id = $1 AND log_bytes < $3 RETURNING log_bytes
            )
            INSERT INTO job_log (job_id, position, text)
            SELECT $1, log_bytes - $2, CASE WHEN log_bytes < $3 THEN $4 ELSE $4 || $5 END FROM grown
            """;
    private static final String END = "\n[the log is full; what follows is not kept]\n";

    private final DatabaseClient database;
    private final JobSettings settings;

    JobLogs(DatabaseClient database, JobSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** Adds text to the end, or drops it when the log is full. */
    public Mono<Void> append(UUID jobId, String text) {
        // PostgreSQL has no zero character.
        String storable = text.replace('\0', ' ');
        if (storable.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(APPEND)
                .bind(0, jobId)
                .bind(1, (long) storable.getBytes(StandardCharsets.UTF_8).length)
                .bind(2, settings.maxLogBytes())
                .bind(3, storable)
                .bind(4, END)
                .then();
    }

    Flux<String> of(UUID jobId) {
        return database.sql("SELECT text FROM job_log WHERE job_id = $1 ORDER BY position")
                .bind(0, jobId)
                .mapValue(String.class)
                .all();
    }
}

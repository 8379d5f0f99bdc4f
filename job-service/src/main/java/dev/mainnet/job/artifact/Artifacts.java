package dev.mainnet.job.artifact;

import io.r2dbc.spi.Readable;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The files that jobs made. Whoever adds one bounds their number. */
@Repository
public class Artifacts {

    private final DatabaseClient database;

    Artifacts(DatabaseClient database) {
        this.database = database;
    }

    /** Adds a file; one of the same name, made by an earlier attempt, gives way. */
    public Mono<Void> put(Artifact artifact) {
        return database.sql("""
                        INSERT INTO artifact (job_id, name, object_key, size_bytes, sha256, content_type)
                        VALUES ($1, $2, $3, $4, $5, $6)
                        ON CONFLICT (job_id, name) DO UPDATE
                           SET object_key = excluded.object_key, size_bytes = excluded.size_bytes, sha256 = excluded.sha256,
                               content_type = excluded.content_type, created_at = now()
                        """)
                .bind(0, artifact.jobId())
                .bind(1, artifact.name())
                .bind(2, artifact.objectKey())
                .bind(3, artifact.sizeBytes())
                .bind(4, artifact.sha256())
                .bind(5, artifact.contentType())
                .then();
    }

    /** What a job made, without its checkpoint. */
    public Flux<Artifact> resultsOf(UUID jobId) {
        return of(jobId).filter(artifact -> !artifact.name().equals(Artifact.CHECKPOINT));
    }

    /** All files of a job. */
    public Flux<Artifact> of(UUID jobId) {
        return database.sql("SELECT * FROM artifact WHERE job_id = $1 ORDER BY name")
                .bind(0, jobId)
                .map(Artifacts::read)
                .all();
    }

    /** One file of a job that succeeded and belongs to the account. What a job made that was not paid is nobody's. */
    Mono<Artifact> findPaid(UUID accountId, UUID jobId, String name) {
        return database.sql("""
                        SELECT artifact.* FROM artifact JOIN job ON job.id = artifact.job_id
                         WHERE job.id = $1 AND job.account_id = $2 AND job.state IN ('succeeded', 'stopped') AND artifact.name = $3
                           AND artifact.name <> 'checkpoint'
                        """)
                .bind(0, jobId)
                .bind(1, accountId)
                .bind(2, name)
                .map(Artifacts::read)
                .one();
    }

    /** Forgets files of jobs that came to nothing, and checkpoints of those that are over, and answers where they lie. */
    Flux<String> dropUnneeded(int atMost) {
        return database.sql("""
                        DELETE FROM artifact WHERE (job_id, name) IN (
                            SELECT artifact.job_id, artifact.name FROM artifact JOIN job ON job.id = artifact.job_id
                             WHERE job.state IN ('failed', 'cancelled')
                                OR (artifact.name = 'checkpoint' AND job.state IN ('succeeded', 'stopped'))
                             LIMIT $1 FOR UPDATE OF artifact SKIP LOCKED)
                        RETURNING object_key
                        """).bind(0, atMost).mapValue(String.class).all();
    }

    private static Artifact read(Readable row) {
        return new Artifact(
                Objects.requireNonNull(row.get("job_id", UUID.class)),
                Objects.requireNonNull(row.get("name", String.class)),
                Objects.requireNonNull(row.get("object_key", String.class)),
                Objects.requireNonNull(row.get("size_bytes", Long.class)),
                Objects.requireNonNull(row.get("sha256", String.class)),
                Objects.requireNonNull(row.get("content_type", String.class)));
    }
}

package dev.mainnet.job.lifecycle;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The files that jobs read. */
@Repository
public class JobInputs {

    private final DatabaseClient database;

    JobInputs(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(UUID jobId, List<Work.Input> inputs) {
        return database.sql("""
                        INSERT INTO job_input (job_id, name, object_key, size_bytes, sha256)
                        SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bigint[], $5::text[])
                        """)
                .bind(0, jobId)
                .bind(1, inputs.stream().map(Work.Input::name).toArray(String[]::new))
                .bind(2, inputs.stream().map(Work.Input::objectKey).toArray(String[]::new))
                .bind(3, inputs.stream().map(Work.Input::sizeBytes).toArray(Long[]::new))
                .bind(4, inputs.stream().map(Work.Input::sha256).toArray(String[]::new))
                .then();
    }

    public Flux<Work.Input> of(UUID jobId) {
        return database.sql(
                        "SELECT name, object_key, size_bytes, sha256 FROM job_input WHERE job_id = $1 ORDER BY name")
                .bind(0, jobId)
                .map(JobInputs::read)
                .all();
    }

    private static Work.Input read(Readable row) {
        return new Work.Input(
                Objects.requireNonNull(row.get("name", String.class)),
                Objects.requireNonNull(row.get("object_key", String.class)),
                Objects.requireNonNull(row.get("size_bytes", Long.class)),
                Objects.requireNonNull(row.get("sha256", String.class)));
    }
}

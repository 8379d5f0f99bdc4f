package dev.mainnet.job.dispatch;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All enrolled workers. */
@Repository
class Workers {

    private final DatabaseClient database;

    Workers(DatabaseClient database) {
        this.database = database;
    }

    /** Enrols a worker; under an id that is taken by the same operator its token changes. */
    Mono<Void> enrol(Worker worker) {
        return database.sql("""
                        INSERT INTO worker (id, operator_id, name, token_sha256, kinds, cpus, memory_bytes, platform, enrolled_at,
                                            last_seen_at)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
                        ON CONFLICT (id) DO UPDATE SET token_sha256 = excluded.token_sha256
                         WHERE worker.operator_id IS NOT DISTINCT FROM excluded.operator_id
                        """)
                .bind(0, worker.id())
                .bind(1, orNull(worker.operatorId(), UUID.class))
                .bind(2, worker.name())
                .bind(3, worker.tokenSha256())
                .bind(4, worker.capabilities().kinds().toArray(String[]::new))
                .bind(5, orNull(Optional.ofNullable(worker.capabilities().cpus()), Integer.class))
                .bind(6, orNull(Optional.ofNullable(worker.capabilities().memoryBytes()), Long.class))
                .bind(7, orNull(Optional.ofNullable(worker.capabilities().platform()), String.class))
                .bind(8, worker.enrolledAt().atOffset(ZoneOffset.UTC))
                .then();
    }

    Mono<Worker> find(UUID id) {
        return database.sql("SELECT * FROM worker WHERE id = $1")
                .bind(0, id)
                .map(Workers::read)
                .one();
    }

    /** The newest workers of one operator. */
    Flux<Worker> of(UUID operatorId, int atMost) {
        return database.sql("SELECT * FROM worker WHERE operator_id = $1 ORDER BY enrolled_at DESC, id DESC LIMIT $2")
                .bind(0, operatorId)
                .bind(1, atMost)
                .map(Workers::read)
                .all();
    }

    Mono<Long> count(UUID operatorId) {
        return database.sql("SELECT count(*) FROM worker WHERE operator_id = $1")
                .bind(0, operatorId)
                .mapValue(Long.class)
                .one();
    }

    /** Ends a worker's token; answers whether there was such a worker. */
    Mono<Boolean> dismiss(UUID operatorId, UUID id) {
        return database.sql("DELETE FROM worker WHERE id = $1 AND operator_id = $2")
                .bind(0, id)
                .bind(1, operatorId)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    Mono<Void> seen(UUID id) {
        return database.sql("UPDATE worker SET last_seen_at = now() WHERE id = $1")
                .bind(0, id)
                .then();
    }

    Mono<Void> countDone(UUID id) {
        return database.sql("UPDATE worker SET jobs_done = jobs_done + 1, last_seen_at = now() WHERE id = $1")
                .bind(0, id)
                .then();
    }

    private static Worker read(Readable row) {
        return new Worker(
                get(row, "id", UUID.class),
                Optional.ofNullable(row.get("operator_id", UUID.class)),
                get(row, "name", String.class),
                get(row, "token_sha256", byte[].class),
                new Capabilities(
                        List.of(get(row, "kinds", String[].class)),
                        row.get("cpus", Integer.class),
                        row.get("memory_bytes", Long.class),
                        row.get("platform", String.class)),
                get(row, "jobs_done", Long.class),
                get(row, "enrolled_at", OffsetDateTime.class).toInstant(),
                get(row, "last_seen_at", OffsetDateTime.class).toInstant());
    }

    private static <T> T get(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    private static Parameter orNull(Optional<?> value, Class<?> type) {
        return value.isPresent() ? Parameters.in(value.get()) : Parameters.in(type);
    }
}

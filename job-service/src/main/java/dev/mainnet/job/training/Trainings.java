package dev.mainnet.job.training;

import dev.mainnet.defaults.page.PageRequest;
import dev.mainnet.job.lifecycle.JobRow;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All trainings. */
@Repository
class Trainings {

    private static final TypeReference<Map<String, Double>> NUMBERS = new TypeReference<>() {};

    /**
     * Ranks what waits as {@code dispatch} hands it out: who has the fewest running and waiting before comes first, then who waits longest.
     * A job whose credits are still being set aside waits too.
     */
    private static final String PLACE = """
            WITH busy AS (
                SELECT account_id, count(*) AS jobs FROM job WHERE state = 'running' GROUP BY account_id
            ), served AS (
                SELECT account_id, max(started_at) AS at FROM job
                WHERE started_at > now() - interval '1 hour' GROUP BY account_id
            ), waiting AS (
                SELECT job.id, (job.parameters::jsonb ->> 'estimated_seconds')::bigint AS seconds,
                       coalesce(busy.jobs, 0) + row_number() OVER (
                           PARTITION BY job.account_id ORDER BY coalesce(job.queued_at, job.created_at), job.id) AS round,
                       served.at AS served, coalesce(job.queued_at, job.created_at) AS since
                FROM job LEFT JOIN busy ON busy.account_id = job.account_id
                         LEFT JOIN served ON served.account_id = job.account_id
                WHERE job.kind = 'training' AND job.state IN ('reserving', 'queued') AND job.finished_at IS NULL
            ), ranked AS (
                SELECT id, row_number() OVER line AS position, coalesce(sum(seconds) OVER line, 0) - seconds AS ahead
                FROM waiting WINDOW line AS (ORDER BY round, served NULLS FIRST, since, id ROWS UNBOUNDED PRECEDING)
            )
            SELECT position, ahead::bigint AS ahead,
                   (SELECT coalesce(sum(greatest(0, (parameters::jsonb ->> 'estimated_seconds')::bigint
                                                    - extract(epoch FROM now() - started_at)::bigint)), 0)::bigint
                      FROM job WHERE kind = 'training' AND state = 'running') AS running,
                   (SELECT count(*) FROM worker
                     WHERE 'training' = ANY(kinds) AND last_seen_at > now() - interval '1 minute') AS workers
            FROM ranked WHERE id = $1
            """;

    private final DatabaseClient database;
    private final JsonMapper json;

    Trainings(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    Mono<Training> find(UUID accountId, UUID id) {
        return database.sql("SELECT * FROM job WHERE id = $1 AND account_id = $2 AND kind = 'training'")
                .bind(0, id)
                .bind(1, accountId)
                .map(this::read)
                .one();
    }

    Flux<Training> list(UUID accountId, PageRequest page) {
        String direction = page.ascending() ? "ASC" : "DESC";
        return database.sql("SELECT * FROM job WHERE account_id = $1 AND kind = 'training' ORDER BY created_at "
                        + direction + ", id " + direction + " LIMIT $2 OFFSET $3")
                .bind(0, accountId)
                .bind(1, page.limit())
                .bind(2, page.offset())
                .map(this::read)
                .all();
    }

    Mono<Long> count(UUID accountId) {
        return database.sql("SELECT count(*) FROM job WHERE account_id = $1 AND kind = 'training'")
                .bind(0, accountId)
                .mapValue(Long.class)
                .one();
    }

    /** Where a training waits; empty once it does not. */
    Mono<QueuePlace> place(UUID id) {
        return database.sql(PLACE)
                .bind(0, id)
                .map(row -> new QueuePlace(
                        Math.toIntExact(number(row, "position")),
                        Duration.ofSeconds(
                                (number(row, "ahead") + number(row, "running")) / Math.max(1, number(row, "workers")))))
                .one();
    }

    private Training read(Readable row) {
        return new Training(
                JobRow.read(row),
                json.readTree(Objects.requireNonNull(row.get("parameters", String.class))),
                Optional.ofNullable(row.get("metrics", String.class))
                        .map(metrics -> json.readValue(metrics, NUMBERS))
                        .orElse(Map.of()));
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class), column);
    }
}

package dev.mainnet.defaults.audit;

import dev.mainnet.defaults.page.CursorPage;
import dev.mainnet.defaults.page.CursorRequest;
import dev.mainnet.defaults.page.Walk;
import dev.mainnet.defaults.page.Walk.Step;
import dev.mainnet.outbox.Ids;
import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The deeds of all administrators, in the table {@code audit_entry} of the service's own database. They are only ever added. */
class AuditLog {

    private static final UUID BEHIND_ALL = new UUID(-1, -1);
    private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {};

    private static final String INSERT = """
            INSERT INTO audit_entry (id, actor_id, action, user_id, details, request_id)
            VALUES ($1, $2, $3, $4, $5::jsonb, $6)
            """;

    private final DatabaseClient database;
    private final JsonMapper json;

    AuditLog(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    Mono<Void> add(AuditEntry entry, Optional<String> requestId) {
        GenericExecuteSpec insert = database.sql(INSERT)
                .bind(0, Ids.next())
                .bind(1, entry.actorId())
                .bind(2, entry.action())
                .bind(4, json.writeValueAsString(entry.details()));
        insert = bind(insert, 3, entry.userId(), UUID.class);
        return bind(insert, 5, requestId, String.class).then();
    }

    /** The entries that match, newest first. */
    Mono<CursorPage<RecordedAudit>> page(AuditFilter filter, CursorRequest request) {
        int length = Walk.length(filter.several(), request.limit());
        GenericExecuteSpec select = database.sql(statement(filter))
                .bind(0, request.after().orElse(BEHIND_ALL))
                .bind(1, length)
                .bind(5, request.limit() + 1);
        select = bind(select, 2, filter.user(), UUID.class);
        select = bind(select, 3, filter.actor(), UUID.class);
        return bind(select, 4, filter.action(), String.class)
                .map(row -> Step.of(row, this::entry))
                .all()
                .collectList()
                .map(steps -> Walk.of(steps, length).page(request.limit(), RecordedAudit::id));
    }

    /** The first filter, which usually leaves least, has an index to walk; the others are applied to what was walked. */
    private static String statement(AuditFilter filter) {
        return """
            WITH walked AS MATERIALIZED (
                SELECT id, actor_id, action, user_id, details, request_id, created_at FROM audit_entry
                WHERE %s id < $1 ORDER BY id DESC LIMIT $2
            ), matched AS (
                SELECT * FROM walked
                WHERE ($3::uuid IS NULL OR user_id = $3) AND ($4::uuid IS NULL OR actor_id = $4)
                    AND ($5::text IS NULL OR action = $5)
                ORDER BY id DESC LIMIT $6
            )
            SELECT m.id, m.actor_id, m.action, m.user_id, m.details::text AS details, m.request_id, m.created_at,
                w.entries AS walked, w.last AS walked_to
            FROM (SELECT count(*) AS entries, (array_agg(id ORDER BY id))[1] AS last FROM walked) w
            LEFT JOIN matched m ON true
            ORDER BY m.id DESC
            """.formatted(first(filter));
    }

    private static String first(AuditFilter filter) {
        return filter.user().isPresent()
                ? "user_id = $3 AND"
                : filter.actor().isPresent()
                        ? "actor_id = $4 AND"
                        : filter.action().isPresent() ? "action = $5 AND" : "";
    }

    private RecordedAudit entry(Readable row) {
        return new RecordedAudit(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("actor_id", UUID.class)),
                Objects.requireNonNull(row.get("action", String.class)),
                row.get("user_id", UUID.class),
                json.readValue(Objects.requireNonNull(row.get("details", String.class)), DETAILS),
                row.get("request_id", String.class),
                Objects.requireNonNull(row.get("created_at", OffsetDateTime.class))
                        .toInstant());
    }

    private static <T> GenericExecuteSpec bind(
            GenericExecuteSpec statement, int index, Optional<T> value, Class<T> type) {
        return value.map(given -> statement.bind(index, given)).orElseGet(() -> statement.bindNull(index, type));
    }
}

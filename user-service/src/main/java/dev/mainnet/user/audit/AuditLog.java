package dev.mainnet.user.audit;

import dev.mainnet.defaults.page.CursorPage;
import dev.mainnet.defaults.page.CursorRequest;
import dev.mainnet.outbox.Ids;
import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The deeds of all administrators. They are only ever added. */
@Repository
class AuditLog {

    private static final UUID BEHIND_ALL = new UUID(-1, -1);
    private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {};

    private final DatabaseClient database;
    private final JsonMapper json;

    AuditLog(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    Mono<Void> add(AuditEntry entry, Optional<String> requestId) {
        GenericExecuteSpec insert = database.sql("""
                        INSERT INTO audit_entry (id, actor_id, action, user_id, details, request_id)
                        VALUES ($1, $2, $3, $4, $5::jsonb, $6)
                        """)
                .bind(0, Ids.next())
                .bind(1, entry.actorId())
                .bind(2, entry.action())
                .bind(4, json.writeValueAsString(entry.details()));
        insert = bind(insert, 3, entry.userId(), UUID.class);
        return bind(insert, 5, requestId, String.class).then();
    }

    /** The entries that match, newest first. */
    Mono<CursorPage<RecordedAudit>> page(AuditFilter filter, CursorRequest request) {
        GenericExecuteSpec select =
                database.sql("""
                        SELECT id, actor_id, action, user_id, details::text AS details, request_id, created_at
                        FROM audit_entry
                        WHERE id < $1 AND ($2::uuid IS NULL OR user_id = $2) AND ($3::uuid IS NULL OR actor_id = $3)
                            AND ($4::text IS NULL OR action = $4)
                        ORDER BY id DESC LIMIT $5
                        """).bind(0, request.after().orElse(BEHIND_ALL)).bind(4, request.limit() + 1);
        select = bind(select, 1, filter.user(), UUID.class);
        select = bind(select, 2, filter.actor(), UUID.class);
        return bind(select, 3, filter.action(), String.class)
                .map(this::entry)
                .all()
                .collectList()
                .map(rows -> CursorPage.of(rows, request, RecordedAudit::id));
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

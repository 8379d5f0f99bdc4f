package dev.mainnet.billing.usage;

import dev.mainnet.defaults.money.Credits;
import dev.mainnet.defaults.page.CursorPage;
import dev.mainnet.defaults.page.CursorRequest;
import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lists the calls an account made, free ones included, newest first. */
@Component
public class ListCalls {

    /** A cursor of another account's is as one that is not there: nothing follows it. */
    private static final String AFTER = """
            AND (occurred_at, usage_id) < (
                SELECT occurred_at, usage_id FROM usage_record WHERE usage_id = $3 AND account_id = $1)
            """;

    private final DatabaseClient database;

    ListCalls(DatabaseClient database) {
        this.database = database;
    }

    /** The part of the account's calls that is asked for: a walk of its index. */
    public Mono<CursorPage<Call>> list(UUID accountId, CursorRequest request) {
        GenericExecuteSpec select = database.sql("""
                        SELECT usage_id, kind, deployment_id, model_id, key_id, requests, cost_micro, occurred_at,
                            input_tokens, cached_input_tokens, output_tokens, compute_millis, measured, ended,
                            CASE WHEN cost_micro > 0 THEN coalesce(entry_id,
                                (SELECT id FROM journal_entry WHERE reference = 'usage:' || usage_id)) END AS transaction_id
                        FROM usage_record WHERE account_id = $1 %s
                        ORDER BY occurred_at DESC, usage_id DESC LIMIT $2
                        """.formatted(request.after().isPresent() ? AFTER : ""))
                .bind(0, accountId)
                .bind(1, request.limit() + 1);
        return request.after()
                .map(after -> select.bind(2, after))
                .orElse(select)
                .map(ListCalls::call)
                .all()
                .collectList()
                .map(calls -> CursorPage.of(calls, request, Call::id));
    }

    private static Call call(Readable row) {
        return new Call(
                Objects.requireNonNull(row.get("usage_id", UUID.class)),
                Objects.requireNonNull(row.get("kind", String.class)),
                Objects.requireNonNull(row.get("deployment_id", UUID.class)),
                Objects.requireNonNull(row.get("model_id", UUID.class)),
                row.get("key_id", UUID.class),
                Objects.requireNonNull(row.get("requests", Long.class)),
                row.get("input_tokens", Long.class),
                row.get("cached_input_tokens", Long.class),
                row.get("output_tokens", Long.class),
                row.get("compute_millis", Long.class),
                row.get("measured", String.class),
                row.get("ended", String.class),
                Credits.ofMicro(Objects.requireNonNull(row.get("cost_micro", Long.class))),
                row.get("transaction_id", UUID.class),
                Objects.requireNonNull(row.get("occurred_at", OffsetDateTime.class))
                        .toInstant());
    }
}

package dev.mainnet.defaults.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.util.RawValue;

/**
 * What a service's database holds about an account: lists of rows by name, newest rows first. A list has at most {@value #MOST_ROWS}
 * rows and {@value #MOST_BYTES} bytes; {@code shortened} names those that have more. The rows stay the text that PostgreSQL made of
 * them, so that an answer takes no more memory than it has bytes.
 */
public final class AccountExport {

    static final int MOST_ROWS = 5_000;
    static final int MOST_BYTES = 1024 * 1024;

    private final DatabaseClient database;
    private final Map<String, String> statements;

    private record Rows(String name, String json, boolean shortened) {}

    /** @param statements by the name of the list, in the order of the answer; each has the account's id as its one parameter */
    public AccountExport(DatabaseClient database, Map<String, String> statements) {
        this.database = database;
        this.statements = new LinkedHashMap<>(statements);
    }

    /** The lists by name, each a JSON array, and the names of the {@code shortened} ones. */
    public Mono<Map<String, Object>> of(UUID accountId) {
        return Flux.fromIterable(statements.entrySet())
                .concatMap(list -> rows(list.getKey(), list.getValue(), accountId))
                .collectList()
                .map(AccountExport::document);
    }

    private static Map<String, Object> document(List<Rows> lists) {
        Map<String, Object> document = new LinkedHashMap<>();
        List<String> shortened = new ArrayList<>();
        for (Rows list : lists) {
            document.put(list.name(), new RawValue(list.json()));
            if (list.shortened()) {
                shortened.add(list.name());
            }
        }
        document.put("shortened", shortened);
        return document;
    }

    private Mono<Rows> rows(String name, String statement, UUID accountId) {
        return database.sql("""
                        SELECT coalesce(json_agg(line) FILTER (WHERE fits), '[]'::json)::text, coalesce(bool_and(fits), true)
                        FROM (SELECT line, row_number() OVER sofar <= %d AND sum(octet_length(line::text)) OVER sofar <= %d AS fits
                              FROM (SELECT to_json(rows) AS line FROM (%s LIMIT %d) AS rows) AS lines
                              WINDOW sofar AS (ROWS UNBOUNDED PRECEDING)) AS counted
                        """.formatted(MOST_ROWS, MOST_BYTES, statement, MOST_ROWS + 1))
                .bind(0, accountId)
                .map(row -> new Rows(
                        name,
                        Objects.requireNonNull(row.get(0, String.class)),
                        !Boolean.TRUE.equals(row.get(1, Boolean.class))))
                .one();
    }
}

package dev.mainnet.model.metering;

import dev.mainnet.model.deployment.Quantity;
import dev.mainnet.model.signature.Kind;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The open calls of all instances. Whoever deletes a row settles the call, so a call is settled once. */
@Repository
class OpenCallRows {

    /**
     * A repeated write finds its own row and says so again; another attempt at the same operation finds a stranger's. The keeper is made
     * known along with its calls: callers wait for this statement, and for no second one.
     */
    private static final String INSERT = """
            WITH keeper AS (INSERT INTO call_keeper (id, alive_until) VALUES ($1, now() + make_interval(secs => $14))
                            ON CONFLICT (id) DO NOTHING)
            INSERT INTO open_call AS known (attempt, id, keeper_id, kind, account_id, key_id, key_meter_id, deployment_id, model_id,
                                            owner_id, counts_free, token_scopes, opened_at)
            SELECT c.attempt, c.id, $1, c.kind, c.account_id, c.key_id, c.key_meter_id, c.deployment_id, c.model_id, c.owner_id,
                   c.counts_free, c.token_scopes::uuid[], c.opened_at
              FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::uuid[],
                          $10::uuid[], $11::boolean[], $12::text[], $13::timestamptz[])
                   AS c (attempt, id, kind, account_id, key_id, key_meter_id, deployment_id, model_id, owner_id, counts_free,
                         token_scopes, opened_at)
             ORDER BY c.id
            ON CONFLICT (id) DO UPDATE SET opened_at = known.opened_at WHERE known.attempt = excluded.attempt
            RETURNING attempt
            """;

    private static final String DELETE = """
            WITH held AS (SELECT attempt FROM open_call WHERE attempt = ANY($1) ORDER BY attempt FOR UPDATE)
            DELETE FROM open_call USING held WHERE open_call.attempt = held.attempt RETURNING open_call.attempt
            """;

    /** A row that is locked is being settled: what it came to so far no longer matters. */
    private static final String SAVE = """
            UPDATE open_call saved
               SET cost_micro = moved.cost_micro, input_tokens = moved.input_tokens,
                   cached_input_tokens = moved.cached_input_tokens, output_tokens = moved.output_tokens, measured = moved.measured
              FROM (SELECT m.*
                      FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[])
                           AS m (attempt, cost_micro, input_tokens, cached_input_tokens, output_tokens, measured)
                      JOIN open_call held ON held.attempt = m.attempt
                       FOR UPDATE OF held SKIP LOCKED) moved
             WHERE saved.attempt = moved.attempt
            RETURNING saved.attempt
            """;

    private static final String LOST = """
            SELECT c.* FROM open_call c JOIN call_keeper k ON k.id = c.keeper_id
             WHERE k.alive_until < now() - make_interval(secs => $1) LIMIT $2
            """;

    private final DatabaseClient database;

    OpenCallRows(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Adds calls, and their keeper where it is not known; answers those attempts that now stand. One that is missing is open, under
     * another attempt.
     *
     * @param lease how long a new keeper is taken to be alive
     */
    Mono<Set<UUID>> insert(UUID keeperId, Duration lease, Collection<OpenCall> calls) {
        return database.sql(INSERT)
                .bind(0, keeperId)
                .bind(1, calls.stream().map(OpenCall::attempt).toArray(UUID[]::new))
                .bind(2, ids(calls, MeteredCall::id))
                .bind(3, calls.stream().map(call -> call.call().kind().text()).toArray(String[]::new))
                .bind(4, ids(calls, MeteredCall::accountId))
                .bind(5, ids(calls, MeteredCall::keyId))
                .bind(6, ids(calls, MeteredCall::keyMeterId))
                .bind(7, ids(calls, MeteredCall::deploymentId))
                .bind(8, ids(calls, MeteredCall::modelId))
                .bind(9, ids(calls, MeteredCall::ownerId))
                .bind(
                        10,
                        calls.stream().map(call -> call.call().counts().free()).toArray(Boolean[]::new))
                .bind(11, calls.stream().map(OpenCallRows::scopes).toArray(String[]::new))
                .bind(12, calls.stream().map(OpenCall::openedAt).toArray(Instant[]::new))
                .bind(13, lease.toMillis() / 1000.0)
                .mapValue(UUID.class)
                .all()
                .collect(HashSet::new, Set::add);
    }

    /** Deletes calls; answers those that were still there. */
    Mono<Set<UUID>> delete(List<UUID> attempts) {
        if (attempts.isEmpty()) {
            return Mono.just(Set.of());
        }
        return database.sql(DELETE)
                .bind(0, attempts.toArray(UUID[]::new))
                .mapValue(UUID.class)
                .all()
                .collect(HashSet::new, Set::add);
    }

    /** Saves what the calls have come to; answers those that were saved. */
    Mono<Set<UUID>> save(List<OpenCall.Saved> calls) {
        return database.sql(SAVE)
                .bind(0, calls.stream().map(saved -> saved.call().attempt()).toArray(UUID[]::new))
                .bind(1, numbers(calls, Charge::costMicro))
                .bind(2, numbers(calls, charge -> charge.quantity().inputTokens()))
                .bind(3, numbers(calls, charge -> charge.quantity().cachedInputTokens()))
                .bind(4, numbers(calls, charge -> charge.quantity().outputTokens()))
                .bind(5, calls.stream().map(OpenCallRows::measured).toArray(String[]::new))
                .mapValue(UUID.class)
                .all()
                .collect(HashSet::new, Set::add);
    }

    /** Some of the calls whose keeper has been silent beyond its lease and the grace given, with what they had come to. */
    Mono<List<Usage>> lost(Duration grace, int most) {
        return database.sql(LOST)
                .bind(0, grace.toMillis() / 1000.0)
                .bind(1, most)
                .map(OpenCallRows::read)
                .all()
                .collectList();
    }

    private static UUID[] ids(Collection<OpenCall> calls, Function<MeteredCall, ? extends Object> id) {
        return calls.stream().map(OpenCall::call).map(id).toArray(UUID[]::new);
    }

    private static Long[] numbers(List<OpenCall.Saved> calls, Function<Charge, Long> number) {
        return calls.stream().map(OpenCall.Saved::charge).map(number).toArray(Long[]::new);
    }

    private static String measured(OpenCall.Saved saved) {
        return Objects.requireNonNull(saved.charge().measured()).text();
    }

    /** As the text of an array: an array of arrays would need as many scopes for each call. */
    private static String scopes(OpenCall call) {
        return call.call().counts().tokenScopes().toString().replace('[', '{').replace(']', '}');
    }

    private static Usage read(Readable row) {
        MeteredCall call = new MeteredCall(
                required(row, "id", UUID.class),
                Kind.named(required(row, "kind", String.class)),
                required(row, "account_id", UUID.class),
                row.get("key_id", UUID.class),
                row.get("key_meter_id", UUID.class),
                required(row, "deployment_id", UUID.class),
                required(row, "model_id", UUID.class),
                required(row, "owner_id", UUID.class),
                new MeteredCall.Counts(
                        required(row, "counts_free", Boolean.class),
                        Arrays.asList(required(row, "token_scopes", UUID[].class))));
        Charge charge = new Charge(
                required(row, "cost_micro", Long.class),
                new Quantity(
                        1,
                        required(row, "input_tokens", Long.class),
                        required(row, "cached_input_tokens", Long.class),
                        required(row, "output_tokens", Long.class),
                        0),
                Optional.ofNullable(row.get("measured", String.class))
                        .map(Measured::named)
                        .orElse(null),
                null);
        return new Usage(call, charge, required(row, "opened_at", Instant.class), required(row, "attempt", UUID.class));
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}

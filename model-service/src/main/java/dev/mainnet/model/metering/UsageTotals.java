package dev.mainnet.model.metering;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * The sums of recorded usage. They are locked in the order of their ids, accounts before keys before callers before limits before
 * deployments, so that instances writing at the same time wait for each other and never deadlock.
 */
@Repository
class UsageTotals {

    private static final String ADD_TO_ACCOUNTS = """
            INSERT INTO account_usage AS total (account_id, recorded_micro)
            SELECT * FROM unnest($1::uuid[], $2::bigint[]) ORDER BY 1
            ON CONFLICT (account_id) DO UPDATE SET recorded_micro = total.recorded_micro + excluded.recorded_micro
            RETURNING account_id AS id, recorded_micro AS total
            """;

    private static final String ADD_TO_KEYS = """
            INSERT INTO key_usage AS total (meter_id, recorded_micro)
            SELECT * FROM unnest($1::uuid[], $2::bigint[]) ORDER BY 1
            ON CONFLICT (meter_id) DO UPDATE SET recorded_micro = total.recorded_micro + excluded.recorded_micro
            RETURNING meter_id AS id, recorded_micro AS total
            """;

    private static final String COUNT_CALLS_OF_CALLERS = """
            INSERT INTO caller_calls AS total (deployment_id, account_id, calls)
            SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[]) ORDER BY 1, 2
            ON CONFLICT (deployment_id, account_id) DO UPDATE SET calls = total.calls + excluded.calls
            RETURNING deployment_id, account_id, calls
            """;

    private static final String COUNT_TOKENS = """
            INSERT INTO token_window AS counted (scope_id, account_id, minute, tokens)
            SELECT scope_id, account_id, date_trunc('minute', now()), tokens
              FROM unnest($1::uuid[], $2::uuid[], $3::bigint[]) AS added (scope_id, account_id, tokens) ORDER BY 1, 2
            ON CONFLICT (scope_id, account_id) DO UPDATE SET
                tokens = excluded.tokens + CASE WHEN counted.minute >= excluded.minute THEN counted.tokens ELSE 0 END,
                minute = greatest(counted.minute, excluded.minute)
            """;

    private static final String COUNT_CALLS = """
            UPDATE deployment_calls counted SET calls = counted.calls + more.calls
              FROM (SELECT locked.deployment_id, added.calls
                      FROM unnest($1::uuid[], $2::bigint[]) AS added (deployment_id, calls)
                      JOIN deployment_calls locked USING (deployment_id)
                     ORDER BY locked.deployment_id FOR UPDATE OF locked) more
             WHERE counted.deployment_id = more.deployment_id
            """;

    private final DatabaseClient database;

    UsageTotals(DatabaseClient database) {
        this.database = database;
    }

    /** An account within a deployment or an API key. */
    record Caller(UUID scopeId, UUID accountId) implements Comparable<Caller> {

        @Override
        public int compareTo(Caller other) {
            int first = scopeId.compareTo(other.scopeId);
            return first == 0 ? accountId.compareTo(other.accountId) : first;
        }
    }

    /** The sums after a batch. */
    record After(Map<UUID, Long> accounts, Map<UUID, Long> keys, Map<Caller, Long> callers) {}

    /**
     * Adds calls in the transaction under way; answers the sums that any of the calls belongs to.
     *
     * @param fresh those of the calls that are new, as the very objects
     */
    Mono<After> add(List<Usage> calls, Set<Usage> fresh) {
        ToLongFunction<Usage> cost = call -> fresh.contains(call) ? call.costMicro() : 0;
        return addMicro(ADD_TO_ACCOUNTS, sums(calls, call -> call.call().accountId(), cost))
                .flatMap(accounts -> addMicro(
                                ADD_TO_KEYS, sums(calls, call -> call.call().keyMeterId(), cost))
                        .flatMap(keys -> countCallers(
                                        sums(calls, UsageTotals::caller, call -> fresh.contains(call) ? 1 : 0))
                                .map(callers -> new After(accounts, keys, callers))))
                .flatMap(after -> countTokens(fresh).then(countCalls(fresh)).thenReturn(after));
    }

    static @Nullable Caller caller(Usage usage) {
        MeteredCall call = usage.call();
        return call.counts().free() ? new Caller(call.deploymentId(), call.accountId()) : null;
    }

    /** What is added to each; also nothing, where only the sum is wanted. */
    private static <K> SortedMap<K, Long> sums(
            Collection<Usage> calls, Function<Usage, @Nullable K> whose, ToLongFunction<Usage> amount) {
        SortedMap<K, Long> sums = new TreeMap<>();
        for (Usage call : calls) {
            K key = whose.apply(call);
            if (key != null) {
                sums.merge(key, amount.applyAsLong(call), Math::addExact);
            }
        }
        return sums;
    }

    private Mono<Map<UUID, Long>> addMicro(String statement, SortedMap<UUID, Long> sums) {
        if (sums.isEmpty()) {
            return Mono.just(Map.of());
        }
        return database.sql(statement)
                .bind(0, sums.keySet().toArray(UUID[]::new))
                .bind(1, sums.values().toArray(Long[]::new))
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        Objects.requireNonNull(row.get("total", Long.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<Map<Caller, Long>> countCallers(SortedMap<Caller, Long> counts) {
        if (counts.isEmpty()) {
            return Mono.just(Map.of());
        }
        return database.sql(COUNT_CALLS_OF_CALLERS)
                .bind(0, ids(counts, Caller::scopeId))
                .bind(1, ids(counts, Caller::accountId))
                .bind(2, counts.values().toArray(Long[]::new))
                .map(row -> Map.entry(
                        new Caller(
                                Objects.requireNonNull(row.get("deployment_id", UUID.class)),
                                Objects.requireNonNull(row.get("account_id", UUID.class))),
                        Objects.requireNonNull(row.get("calls", Long.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<Void> countTokens(Collection<Usage> fresh) {
        SortedMap<Caller, Long> tokens = new TreeMap<>();
        fresh.forEach(usage -> usage.call()
                .counts()
                .tokenScopes()
                .forEach(scope ->
                        tokens.merge(new Caller(scope, usage.call().accountId()), usage.tokens(), Math::addExact)));
        if (tokens.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(COUNT_TOKENS)
                .bind(0, ids(tokens, Caller::scopeId))
                .bind(1, ids(tokens, Caller::accountId))
                .bind(2, tokens.values().toArray(Long[]::new))
                .then();
    }

    private Mono<Void> countCalls(Collection<Usage> fresh) {
        SortedMap<UUID, Long> counts = sums(fresh, usage -> usage.call().deploymentId(), usage -> 1);
        if (counts.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(COUNT_CALLS)
                .bind(0, counts.keySet().toArray(UUID[]::new))
                .bind(1, counts.values().toArray(Long[]::new))
                .then();
    }

    private static UUID[] ids(SortedMap<Caller, Long> numbers, Function<Caller, UUID> id) {
        return numbers.keySet().stream().map(id).toArray(UUID[]::new);
    }
}

package dev.mainnet.model.metering;

import dev.mainnet.outbox.Outbox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * The recorded usage and its totals. Writes any number of calls with a handful of statements. Totals are locked in the order of their
 * ids, accounts before keys before deployments, so that instances writing at the same time wait for each other and never deadlock.
 */
@Repository
class UsageRecords {

    private static final String INSERT = """
            INSERT INTO usage (id, kind, account_id, key_id, deployment_id, model_id, owner_id, cost_micro, requests, occurred_at)
            SELECT u.id, $9, u.account_id, u.key_id, u.deployment_id, u.model_id, u.owner_id, u.cost_micro, $10, u.occurred_at
              FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::bigint[], $8::timestamptz[])
                   AS u (id, account_id, key_id, deployment_id, model_id, owner_id, cost_micro, occurred_at)
             ORDER BY u.id
            ON CONFLICT (id) DO NOTHING
            RETURNING id
            """;

    private static final String ADD_TO_ACCOUNTS = """
            INSERT INTO account_usage AS total (account_id, recorded_micro)
            SELECT * FROM unnest($1::uuid[], $2::bigint[]) ORDER BY 1
            ON CONFLICT (account_id) DO UPDATE SET recorded_micro = total.recorded_micro + excluded.recorded_micro
            RETURNING account_id AS id, recorded_micro
            """;

    private static final String ADD_TO_KEYS = """
            INSERT INTO key_usage AS total (meter_id, recorded_micro)
            SELECT * FROM unnest($1::uuid[], $2::bigint[]) ORDER BY 1
            ON CONFLICT (meter_id) DO UPDATE SET recorded_micro = total.recorded_micro + excluded.recorded_micro
            RETURNING meter_id AS id, recorded_micro
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
    private final Outbox outbox;

    UsageRecords(DatabaseClient database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    /**
     * Records the calls in the transaction under way.
     *
     * @return the totals just after each call, in the order of the calls; a call recorded before adds nothing
     */
    Mono<List<Totals>> write(List<Usage> calls) {
        return insert(calls).flatMap(added -> {
            List<Usage> fresh =
                    calls.stream().filter(call -> added.contains(call.id())).toList();
            Mono<Map<UUID, Long>> accounts = add(ADD_TO_ACCOUNTS, sums(calls, added, Usage::accountId));
            Mono<Map<UUID, Long>> keys = Mono.defer(() -> add(ADD_TO_KEYS, sums(calls, added, Usage::keyMeterId)));
            Mono<Void> rest = Mono.defer(() -> countCalls(fresh))
                    .then(Mono.defer(() ->
                            outbox.appendAll(fresh.stream().map(Usage::recorded).toList())));
            return accounts.flatMap(
                    byAccount -> keys.flatMap(byKey -> rest.thenReturn(totals(calls, added, byAccount, byKey))));
        });
    }

    private Mono<Set<UUID>> insert(List<Usage> calls) {
        return database.sql(INSERT)
                .bind(0, ids(calls, Usage::id))
                .bind(1, ids(calls, Usage::accountId))
                .bind(2, ids(calls, Usage::keyId))
                .bind(3, ids(calls, Usage::deploymentId))
                .bind(4, ids(calls, Usage::modelId))
                .bind(5, ids(calls, Usage::ownerId))
                .bind(6, calls.stream().map(Usage::costMicro).toArray(Long[]::new))
                .bind(7, calls.stream().map(Usage::occurredAt).toArray(Instant[]::new))
                .bind(8, Usage.KIND)
                .bind(9, Usage.REQUESTS)
                .mapValue(UUID.class)
                .all()
                .collect(HashSet::new, Set::add);
    }

    private static UUID[] ids(List<Usage> calls, Function<Usage, @Nullable UUID> id) {
        return calls.stream().map(id).toArray(UUID[]::new);
    }

    /** What was added to each account or key; also those to which nothing was, because their totals are wanted. */
    private static SortedMap<UUID, Long> sums(List<Usage> calls, Set<UUID> added, Function<Usage, @Nullable UUID> id) {
        SortedMap<UUID, Long> sums = new TreeMap<>();
        for (Usage call : calls) {
            UUID whose = id.apply(call);
            if (whose != null) {
                sums.merge(whose, added.contains(call.id()) ? call.costMicro() : 0, Math::addExact);
            }
        }
        return sums;
    }

    private Mono<Map<UUID, Long>> add(String statement, SortedMap<UUID, Long> sums) {
        if (sums.isEmpty()) {
            return Mono.just(Map.of());
        }
        return database.sql(statement)
                .bind(0, sums.keySet().toArray(UUID[]::new))
                .bind(1, sums.values().toArray(Long[]::new))
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        Objects.requireNonNull(row.get("recorded_micro", Long.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<Void> countCalls(List<Usage> fresh) {
        SortedMap<UUID, Long> counts = new TreeMap<>();
        fresh.forEach(call -> counts.merge(call.deploymentId(), 1L, Long::sum));
        return database.sql(COUNT_CALLS)
                .bind(0, counts.keySet().toArray(UUID[]::new))
                .bind(1, counts.values().toArray(Long[]::new))
                .then();
    }

    /** Goes back from the totals after the whole batch to those after each call of it. */
    private static List<Totals> totals(
            List<Usage> calls, Set<UUID> added, Map<UUID, Long> accounts, Map<UUID, Long> keys) {
        Map<UUID, Long> account = new TreeMap<>(accounts);
        Map<UUID, Long> key = new TreeMap<>(keys);
        List<Totals> totals = new ArrayList<>();
        for (Usage call : calls.reversed()) {
            long cost = added.contains(call.id()) ? call.costMicro() : 0;
            totals.add(new Totals(before(account, call.accountId(), cost), before(key, call.keyMeterId(), cost)));
        }
        return totals.reversed();
    }

    private static long before(Map<UUID, Long> totals, @Nullable UUID id, long cost) {
        if (id == null) {
            return 0;
        }
        long after = totals.getOrDefault(id, 0L);
        totals.put(id, after - cost);
        return after;
    }
}

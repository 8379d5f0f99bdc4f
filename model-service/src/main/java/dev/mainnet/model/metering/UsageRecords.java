package dev.mainnet.model.metering;

import dev.mainnet.outbox.Outbox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The recorded usage. Writes any number of calls, with their sums and events, with a handful of statements. */
@Repository
class UsageRecords {

    private static final String INSERT = """
            INSERT INTO usage (id, kind, account_id, key_id, deployment_id, model_id, owner_id, cost_micro, requests,
                               input_tokens, cached_input_tokens, output_tokens, compute_millis, measured, ended, occurred_at)
            SELECT u.id, u.kind, u.account_id, u.key_id, u.deployment_id, u.model_id, u.owner_id, u.cost_micro, u.requests,
                   u.input_tokens, u.cached_input_tokens, u.output_tokens, u.compute_millis, u.measured, u.ended, u.occurred_at
              FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::bigint[],
                          $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[], $13::bigint[], $14::text[], $15::text[],
                          $16::timestamptz[])
                   AS u (id, kind, account_id, key_id, deployment_id, model_id, owner_id, cost_micro, requests,
                         input_tokens, cached_input_tokens, output_tokens, compute_millis, measured, ended, occurred_at)
             ORDER BY u.id
            ON CONFLICT (id) DO NOTHING
            RETURNING id
            """;

    private final DatabaseClient database;
    private final UsageTotals totals;
    private final Outbox outbox;

    UsageRecords(DatabaseClient database, UsageTotals totals, Outbox outbox) {
        this.database = database;
        this.totals = totals;
        this.outbox = outbox;
    }

    /**
     * Records the calls in the transaction under way.
     *
     * @param settled the attempts that were open until now: an open call that is not may have been settled by another instance
     * @return the totals just after each call, in the order of the calls; a call recorded before adds nothing
     */
    Mono<List<Totals>> write(List<Usage> calls, Set<UUID> settled) {
        if (calls.isEmpty()) {
            return Mono.just(List.of());
        }
        List<Usage> ours = calls.stream()
                .filter(call -> call.attempt() == null || settled.contains(call.attempt()))
                .toList();
        return insert(ours).flatMap(inserted -> {
            Set<Usage> fresh = fresh(ours, inserted);
            return totals.add(calls, fresh)
                    .flatMap(after -> outbox.appendAll(
                                    fresh.stream().map(Usage::recorded).toList())
                            .thenReturn(each(calls, fresh, after)));
        });
    }

    /** The very objects: of two tries of one call that share a commit, the first one is recorded. */
    private static Set<Usage> fresh(List<Usage> calls, Set<UUID> inserted) {
        Set<UUID> ids = new HashSet<>(inserted);
        Set<Usage> fresh = Collections.newSetFromMap(new IdentityHashMap<>());
        calls.stream().filter(call -> ids.remove(call.id())).forEach(fresh::add);
        return fresh;
    }

    private Mono<Set<UUID>> insert(List<Usage> calls) {
        if (calls.isEmpty()) {
            return Mono.just(Set.of());
        }
        return database.sql(INSERT)
                .bind(0, ids(calls, MeteredCall::id))
                .bind(1, texts(calls, usage -> usage.call().kind().text()))
                .bind(2, ids(calls, MeteredCall::accountId))
                .bind(3, ids(calls, MeteredCall::keyId))
                .bind(4, ids(calls, MeteredCall::deploymentId))
                .bind(5, ids(calls, MeteredCall::modelId))
                .bind(6, ids(calls, MeteredCall::ownerId))
                .bind(7, numbers(calls, Usage::costMicro))
                .bind(8, numbers(calls, usage -> usage.charge().quantity().requests()))
                .bind(9, numbers(calls, usage -> usage.charge().quantity().inputTokens()))
                .bind(10, numbers(calls, usage -> usage.charge().quantity().cachedInputTokens()))
                .bind(11, numbers(calls, usage -> usage.charge().quantity().outputTokens()))
                .bind(12, numbers(calls, usage -> usage.charge().quantity().computeMillis()))
                .bind(
                        13,
                        texts(
                                calls,
                                usage -> Optional.ofNullable(usage.charge().measured())
                                        .map(Measured::text)
                                        .orElse(null)))
                .bind(14, texts(calls, usage -> usage.charge().ended()))
                .bind(15, calls.stream().map(Usage::occurredAt).toArray(Instant[]::new))
                .mapValue(UUID.class)
                .all()
                .collect(HashSet::new, Set::add);
    }

    private static UUID[] ids(List<Usage> calls, Function<MeteredCall, @Nullable UUID> id) {
        return calls.stream().map(Usage::call).map(id).toArray(UUID[]::new);
    }

    private static Long[] numbers(List<Usage> calls, Function<Usage, Long> number) {
        return calls.stream().map(number).toArray(Long[]::new);
    }

    private static String[] texts(List<Usage> calls, Function<Usage, @Nullable String> text) {
        return calls.stream().map(text).toArray(String[]::new);
    }

    /** Goes back from the totals after the whole batch to those after each call of it. */
    private static List<Totals> each(List<Usage> calls, Set<Usage> added, UsageTotals.After after) {
        Map<UUID, Long> accounts = new HashMap<>(after.accounts());
        Map<UUID, Long> keys = new HashMap<>(after.keys());
        Map<UsageTotals.Caller, Long> callers = new HashMap<>(after.callers());
        List<Totals> totals = new ArrayList<>();
        for (Usage call : calls.reversed()) {
            boolean fresh = added.contains(call);
            long cost = fresh ? call.costMicro() : 0;
            totals.add(new Totals(
                    back(accounts, call.call().accountId(), cost),
                    back(keys, call.call().keyMeterId(), cost),
                    back(callers, UsageTotals.caller(call), fresh ? 1 : 0)));
        }
        return totals.reversed();
    }

    private static <K> long back(Map<K, Long> totals, @Nullable K whose, long amount) {
        if (whose == null) {
            return 0;
        }
        long after = totals.getOrDefault(whose, 0L);
        totals.put(whose, after - amount);
        return after;
    }
}

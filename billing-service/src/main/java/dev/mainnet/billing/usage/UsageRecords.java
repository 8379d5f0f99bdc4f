package dev.mainnet.billing.usage;

import dev.mainnet.billing.ledger.ReferenceConflictException;
import dev.mainnet.billing.usage.MeteredCall.Bill;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Every metered call. The database refuses a negative cost. */
@Repository
class UsageRecords {

    /**
     * PostgreSQL reads and hashes the events itself, text for text as they came: to take them apart here and write them down again, field
     * by field, costs several times as much. Those already there are passed over; only where there are any is told which are new.
     */
    private static final String INSERT = """
            WITH added AS (
                INSERT INTO usage_record (usage_id, input_sha256, kind, account_id, key_id, deployment_id, model_id, owner_id,
                    requests, cost_micro, occurred_at, entry_id, input_tokens, cached_input_tokens, output_tokens, compute_millis,
                    measured, ended)
                SELECT u.usage_id, sha256(convert_to(told.event::text, 'UTF8')), u.kind, u.account_id, u.key_id, u.deployment_id,
                    u.model_id, u.owner_id, q.requests, u.cost_micro, u.occurred_at, bill.entry_id, q.input_tokens,
                    q.cached_input_tokens, q.output_tokens, q.compute_millis, u.measured, u.ended
                FROM json_array_elements($1::json) AS told(event)
                CROSS JOIN LATERAL json_to_record(told.event) AS u(usage_id uuid, kind text, account_id uuid, key_id uuid,
                    deployment_id uuid, model_id uuid, owner_id uuid, cost_micro bigint, quantity json, occurred_at timestamptz,
                    measured text, ended text)
                CROSS JOIN LATERAL json_to_record(u.quantity) AS q(requests bigint, input_tokens bigint,
                    cached_input_tokens bigint, output_tokens bigint, compute_millis bigint)
                LEFT JOIN unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::uuid[])
                    AS bill(payer_id, owner_id, deployment_id, kind, entry_id)
                  ON u.cost_micro > 0 AND bill.payer_id = u.account_id AND bill.owner_id = u.owner_id
                    AND bill.deployment_id = u.deployment_id AND bill.kind = u.kind
                ORDER BY u.usage_id
                ON CONFLICT (usage_id) DO NOTHING
                RETURNING usage_id)
            SELECT count(*), CASE WHEN count(*) < $7 THEN array_agg(usage_id) END FROM added
            """;

    private final DatabaseClient database;

    UsageRecords(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Adds the calls that are new, and answers those.
     *
     * @param entryIds which entry pays for the calls on each bill; free calls are on none
     * @return an error of {@link ReferenceConflictException} when a call was told before in another way
     */
    Mono<List<MeteredCall>> insertNew(List<MeteredCall> calls, Map<Bill, UUID> entryIds) {
        if (calls.isEmpty()) {
            return Mono.just(List.of());
        }
        return insert(calls, entryIds).flatMap(known -> {
            if (known.isEmpty()) {
                return Mono.just(calls);
            }
            Set<UUID> inserted = known.get();
            List<MeteredCall> fresh = new ArrayList<>();
            List<MeteredCall> repeated = new ArrayList<>();
            calls.forEach(call -> (inserted.remove(call.id()) ? fresh : repeated).add(call));
            return requireSame(repeated).thenReturn(fresh);
        });
    }

    /** The calls that were inserted; nothing where all were. */
    private Mono<Optional<Set<UUID>>> insert(List<MeteredCall> calls, Map<Bill, UUID> entryIds) {
        List<Bill> bills = List.copyOf(entryIds.keySet());
        return database.sql(INSERT)
                .bind(0, calls.stream().map(MeteredCall::json).collect(Collectors.joining(",", "[", "]")))
                .bind(1, ids(bills, Bill::payerId))
                .bind(2, ids(bills, Bill::ownerId))
                .bind(3, ids(bills, Bill::deploymentId))
                .bind(4, bills.stream().map(Bill::kind).toArray(String[]::new))
                .bind(5, ids(bills, bill -> Objects.requireNonNull(entryIds.get(bill))))
                .bind(6, calls.size())
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)) == calls.size()
                        ? Optional.<Set<UUID>>empty()
                        : Optional.of(some(row.get(1, UUID[].class))))
                .one();
    }

    private static Set<UUID> some(UUID @Nullable [] inserted) {
        return inserted == null ? new HashSet<>() : new HashSet<>(Arrays.asList(inserted));
    }

    private Mono<Void> requireSame(List<MeteredCall> repeated) {
        if (repeated.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("SELECT usage_id, encode(input_sha256, 'hex') FROM usage_record WHERE usage_id = ANY($1)")
                .bind(0, repeated.stream().map(MeteredCall::id).toArray(UUID[]::new))
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get(0, UUID.class)),
                        Objects.requireNonNull(row.get(1, String.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .doOnNext(known -> repeated.forEach(call -> requireSame(call, known)))
                .then();
    }

    private static void requireSame(MeteredCall call, Map<UUID, String> known) {
        if (!call.input().hex().equals(known.get(call.id()))) {
            throw new ReferenceConflictException("usage:" + call.id());
        }
    }

    private static UUID[] ids(List<Bill> bills, Function<Bill, UUID> id) {
        return bills.stream().map(id).toArray(UUID[]::new);
    }
}

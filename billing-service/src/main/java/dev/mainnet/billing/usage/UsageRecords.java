package dev.mainnet.billing.usage;

import dev.mainnet.billing.ledger.ReferenceConflictException;
import dev.mainnet.billing.usage.MeteredCall.Bill;
import dev.mainnet.contracts.UsageEvent.UsageRecorded;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    private static final String INSERT = """
            INSERT INTO usage_record (usage_id, input_sha256, kind, account_id, key_id, deployment_id, model_id, owner_id,
                requests, cost_micro, occurred_at, entry_id, input_tokens, cached_input_tokens, output_tokens, compute_millis,
                measured, ended)
            SELECT usage_id, decode(input, 'hex'), kind, account_id, key_id, deployment_id, model_id, owner_id,
                requests, cost, occurred_at, entry_id, input_tokens, cached_input_tokens, output_tokens, compute_millis,
                measured, ended
            FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[],
                    $9::bigint[], $10::bigint[], $11::timestamptz[], $12::uuid[], $13::bigint[], $14::bigint[], $15::bigint[],
                    $16::bigint[], $17::text[], $18::text[])
                AS u(usage_id, input, kind, account_id, key_id, deployment_id, model_id, owner_id, requests, cost, occurred_at,
                    entry_id, input_tokens, cached_input_tokens, output_tokens, compute_millis, measured, ended)
            ORDER BY usage_id
            ON CONFLICT (usage_id) DO NOTHING
            RETURNING usage_id
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
        return insert(calls, entryIds).flatMap(inserted -> {
            List<MeteredCall> fresh = new ArrayList<>();
            List<MeteredCall> repeated = new ArrayList<>();
            calls.forEach(call -> (inserted.remove(call.id()) ? fresh : repeated).add(call));
            return requireSame(repeated).thenReturn(fresh);
        });
    }

    private Mono<Set<UUID>> insert(List<MeteredCall> metered, Map<Bill, UUID> entryIds) {
        List<UsageRecorded> calls = metered.stream().map(MeteredCall::usage).toList();
        return database.sql(INSERT)
                .bind(0, ids(calls, UsageRecorded::usageId))
                .bind(1, metered.stream().map(call -> call.input().hex()).toArray(String[]::new))
                .bind(2, calls.stream().map(UsageRecorded::kind).toArray(String[]::new))
                .bind(3, ids(calls, UsageRecorded::accountId))
                .bind(4, calls.stream().map(UsageRecorded::keyId).toArray(UUID[]::new))
                .bind(5, ids(calls, UsageRecorded::deploymentId))
                .bind(6, ids(calls, UsageRecorded::modelId))
                .bind(7, ids(calls, UsageRecorded::ownerId))
                .bind(8, numbers(calls, call -> call.quantity().requests()))
                .bind(9, numbers(calls, UsageRecorded::costMicro))
                .bind(10, calls.stream().map(UsageRecords::occurredAt).toArray(OffsetDateTime[]::new))
                .bind(
                        11,
                        metered.stream()
                                .map(call -> call.isPaid() ? entryIds.get(call.bill()) : null)
                                .toArray(UUID[]::new))
                .bind(12, numbers(calls, call -> call.quantity().inputTokens()))
                .bind(13, numbers(calls, call -> call.quantity().cachedInputTokens()))
                .bind(14, numbers(calls, call -> call.quantity().outputTokens()))
                .bind(15, numbers(calls, call -> call.quantity().computeMillis()))
                .bind(16, texts(calls, UsageRecorded::measured))
                .bind(17, texts(calls, UsageRecorded::ended))
                .map(row -> Objects.requireNonNull(row.get(0, UUID.class)))
                .all()
                .collect(Collectors.toSet());
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

    private static UUID[] ids(List<UsageRecorded> calls, Function<UsageRecorded, UUID> id) {
        return calls.stream().map(id).toArray(UUID[]::new);
    }

    private static Long[] numbers(List<UsageRecorded> calls, Function<UsageRecorded, @Nullable Long> number) {
        return calls.stream().map(number).toArray(Long[]::new);
    }

    private static String[] texts(List<UsageRecorded> calls, Function<UsageRecorded, @Nullable String> text) {
        return calls.stream().map(text).toArray(String[]::new);
    }

    private static OffsetDateTime occurredAt(UsageRecorded call) {
        return call.occurredAt().atOffset(ZoneOffset.UTC);
    }
}

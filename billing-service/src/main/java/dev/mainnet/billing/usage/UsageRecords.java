package dev.mainnet.billing.usage;

import dev.mainnet.billing.ledger.ReferenceConflictException;
import dev.mainnet.billing.usage.MeteredCall.Bill;
import dev.mainnet.contracts.UsageEvent.Quantity;
import dev.mainnet.contracts.UsageEvent.UsageRecorded;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Wrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import reactor.core.publisher.Mono;

/** Every metered call. The database refuses a negative cost. */
@Repository
class UsageRecords {

    private static final String COPY = """
            COPY usage_record (usage_id, input_sha256, kind, account_id, key_id, deployment_id, model_id, owner_id, requests,
                cost_micro, occurred_at, entry_id, input_tokens, cached_input_tokens, output_tokens, compute_millis, measured, ended)
            FROM STDIN (FORMAT binary)
            """;
    private static final int COLUMNS = 18;

    private final DatabaseClient database;
    private final TransactionalOperator savepoint;

    UsageRecords(DatabaseClient database, ReactiveTransactionManager transactions) {
        this.database = database;
        savepoint = TransactionalOperator.create(
                transactions, new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED));
    }

    /**
     * Adds the calls that are new, and answers those. Nearly always all are: they are taken to be until the database says otherwise.
     *
     * @param entryIds which entry pays for the calls on each bill; free calls are on none
     * @return an error of {@link ReferenceConflictException} when a call was told before in another way
     */
    Mono<List<MeteredCall>> insertNew(List<MeteredCall> calls, Map<Bill, UUID> entryIds) {
        return copy(calls, entryIds)
                .as(savepoint::transactional)
                .onErrorResume(
                        DuplicateKeyException.class,
                        repeated -> known(calls)
                                .map(known -> unknown(calls, known))
                                .flatMap(fresh -> copy(fresh, entryIds)));
    }

    private Mono<List<MeteredCall>> copy(List<MeteredCall> calls, Map<Bill, UUID> entryIds) {
        if (calls.isEmpty()) {
            return Mono.just(calls);
        }
        return database.inConnection(connection -> postgresql(connection)
                .copyIn(COPY, Mono.fromSupplier(() -> rows(calls, entryIds)))
                .thenReturn(calls));
    }

    private static ByteBuf rows(List<MeteredCall> calls, Map<Bill, UUID> entryIds) {
        ByteBuf bytes = PooledByteBufAllocator.DEFAULT.buffer(512 * calls.size());
        try {
            write(calls, entryIds, bytes);
            return bytes;
        } catch (RuntimeException e) {
            bytes.release();
            throw e;
        }
    }

    private static void write(List<MeteredCall> calls, Map<Bill, UUID> entryIds, ByteBuf bytes) {
        CopiedRows rows = new CopiedRows(bytes);
        for (MeteredCall call : calls) {
            UsageRecorded usage = call.usage();
            Quantity quantity = usage.quantity();
            rows.row(COLUMNS);
            rows.uuid(usage.usageId());
            rows.binary(call.input().bytes());
            rows.text(usage.kind());
            rows.uuid(usage.accountId());
            rows.uuid(usage.keyId());
            rows.uuid(usage.deploymentId());
            rows.uuid(usage.modelId());
            rows.uuid(usage.ownerId());
            rows.number(quantity.requests());
            rows.number(usage.costMicro());
            rows.time(usage.occurredAt());
            rows.uuid(call.isPaid() ? entryIds.get(call.bill()) : null);
            rows.number(quantity.inputTokens());
            rows.number(quantity.cachedInputTokens());
            rows.number(quantity.outputTokens());
            rows.number(quantity.computeMillis());
            rows.text(usage.measured());
            rows.text(usage.ended());
        }
        rows.end();
    }

    /** What the database says was told of the calls, by their ids. */
    private Mono<Map<UUID, String>> known(List<MeteredCall> calls) {
        return database.sql("SELECT usage_id, encode(input_sha256, 'hex') FROM usage_record WHERE usage_id = ANY($1)")
                .bind(0, calls.stream().map(MeteredCall::id).toArray(UUID[]::new))
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get(0, UUID.class)),
                        Objects.requireNonNull(row.get(1, String.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static List<MeteredCall> unknown(List<MeteredCall> calls, Map<UUID, String> known) {
        List<MeteredCall> fresh = new ArrayList<>();
        for (MeteredCall call : calls) {
            String told = known.putIfAbsent(call.id(), call.input().hex());
            if (told == null) {
                fresh.add(call);
            } else if (!told.equals(call.input().hex())) {
                throw new ReferenceConflictException("usage:" + call.id());
            }
        }
        return fresh;
    }

    private static PostgresqlConnection postgresql(Connection connection) {
        return switch (connection) {
            case PostgresqlConnection postgresql -> postgresql;
            case Wrapped<?> wrapped when wrapped.unwrap() instanceof Connection inner -> postgresql(inner);
            default -> throw new IllegalStateException("Usage is copied by r2dbc-postgresql, not " + connection);
        };
    }
}

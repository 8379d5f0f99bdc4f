package dev.mainnet.user.apikey;

import dev.mainnet.contracts.CreditLimitReset;
import dev.mainnet.defaults.page.PageRequest;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All API keys. */
@Repository
class ApiKeys {

    /** What a list of keys can be sorted by. */
    static final List<String> SORTS = List.of("created_at", "name");

    private final DatabaseClient database;

    ApiKeys(DatabaseClient database) {
        this.database = database;
    }

    /** Adds the key; where an earlier attempt of the same operation added it, its text becomes this one. */
    Mono<Void> save(ApiKey key) {
        KeyTerms terms = key.terms();
        return database.sql("""
                        INSERT INTO api_key (id, account_id, name, prefix, sha256, scopes, deployments,
                                             credit_limit_micro, requests_per_minute, expires_at, created_at,
                                             credit_limit_reset, tokens_per_minute)
                        VALUES ($1, $2, $3, $4, $5, $6::text[], $7::uuid[], $8, $9, $10, $11, $12, $13)
                        ON CONFLICT (id) DO UPDATE SET prefix = excluded.prefix, sha256 = excluded.sha256
                        """)
                .bind(0, key.id())
                .bind(1, key.accountId())
                .bind(2, key.name())
                .bind(3, key.prefix())
                .bind(4, key.sha256())
                .bind(5, terms.scopes().toArray(String[]::new))
                .bind(6, array(terms.deployments()))
                .bind(7, Parameters.in(R2dbcType.BIGINT, terms.creditLimitMicro()))
                .bind(8, Parameters.in(R2dbcType.INTEGER, terms.requestsPerMinute()))
                .bind(9, Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, terms.expiresAt()))
                .bind(10, key.createdAt())
                .bind(11, Parameters.in(R2dbcType.VARCHAR, text(terms.creditLimitReset())))
                .bind(12, Parameters.in(R2dbcType.INTEGER, terms.tokensPerMinute()))
                .then();
    }

    /** Adds a key that its owner was handed with a deployment; handed out again, it works again with the new text, even if it was revoked. */
    Mono<Void> adopt(ApiKey key) {
        return save(key)
                .then(database.sql("UPDATE api_key SET revoked_at = NULL WHERE id = $1 AND revoked_at IS NOT NULL")
                        .bind(0, key.id())
                        .then());
    }

    /** Gives the key the text that it has now, by a rotation of that id. */
    Mono<Void> updateText(ApiKey key, UUID rotationId) {
        ApiKey.Previous previous = key.previous();
        return database.sql("""
                        UPDATE api_key SET prefix = $2, sha256 = $3, previous_sha256 = $4, previous_expires_at = $5,
                                           rotation_id = $6
                        WHERE id = $1
                        """)
                .bind(0, key.id())
                .bind(1, key.prefix())
                .bind(2, key.sha256())
                .bind(3, Parameters.in(R2dbcType.VARBINARY, previous == null ? null : previous.sha256()))
                .bind(4, Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, previous == null ? null : previous.until()))
                .bind(5, rotationId)
                .then();
    }

    /** A key of that account that is not revoked. */
    Mono<ApiKey> find(UUID accountId, UUID id) {
        return one(accountId, id, "").map(ApiKeys::key).one();
    }

    /** Locks a key of that account that is not revoked. */
    Mono<Rotatable> lock(UUID accountId, UUID id) {
        return one(accountId, id, " FOR UPDATE")
                .map(row -> new Rotatable(key(row), Optional.ofNullable(row.get("rotation_id", UUID.class))))
                .one();
    }

    /** A key, and the rotation that gave it its text. */
    record Rotatable(ApiKey key, Optional<UUID> rotationId) {}

    private GenericExecuteSpec one(UUID accountId, UUID id, String lock) {
        return database.sql("SELECT * FROM api_key WHERE id = $1 AND account_id = $2 AND revoked_at IS NULL" + lock)
                .bind(0, id)
                .bind(1, accountId);
    }

    /** How many keys of the account work, besides that one. */
    Mono<Long> countActive(UUID accountId, UUID besides, Instant now) {
        return database.sql("""
                        SELECT count(*) FROM api_key
                        WHERE account_id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2) AND id <> $3
                        """)
                .bind(0, accountId)
                .bind(1, now)
                .bind(2, besides)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }

    /** The keys of an account that are not revoked; expired ones among them. */
    Flux<ApiKey> of(UUID accountId, PageRequest page) {
        String order = page.sortBy() + (page.ascending() ? " ASC" : " DESC");
        return database.sql("SELECT * FROM api_key WHERE account_id = $1 AND revoked_at IS NULL ORDER BY " + order
                        + ", id LIMIT $2 OFFSET $3")
                .bind(0, accountId)
                .bind(1, page.limit())
                .bind(2, page.offset())
                .map(ApiKeys::key)
                .all();
    }

    Mono<Long> count(UUID accountId) {
        return database.sql("SELECT count(*) FROM api_key WHERE account_id = $1 AND revoked_at IS NULL")
                .bind(0, accountId)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }

    /** Revokes a key of that account; false when it has no such key. */
    Mono<Boolean> revoke(UUID accountId, UUID id, Instant now) {
        return database.sql(
                        "UPDATE api_key SET revoked_at = $3 WHERE id = $1 AND account_id = $2 AND revoked_at IS NULL")
                .bind(0, id)
                .bind(1, accountId)
                .bind(2, now)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** The keys of an account that are neither revoked nor expired. */
    Flux<ApiKey> working(UUID accountId, Instant now) {
        return database.sql("""
                        SELECT * FROM api_key
                        WHERE account_id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2) ORDER BY created_at, id
                        """)
                .bind(0, accountId)
                .bind(1, now)
                .map(ApiKeys::key)
                .all();
    }

    /** Revokes all keys of an account and answers their ids. */
    Flux<UUID> revokeAll(UUID accountId, Instant now) {
        return database.sql(
                        "UPDATE api_key SET revoked_at = $2 WHERE account_id = $1 AND revoked_at IS NULL RETURNING id")
                .bind(0, accountId)
                .bind(1, now)
                .map(row -> Objects.requireNonNull(row.get(0, UUID.class)))
                .all();
    }

    /** Adds to what was spent through each key; keys that do not exist are passed over. */
    Mono<Void> addSpending(List<Spending> spendings) {
        return database.sql("""
                        UPDATE api_key SET spent_micro = spent_micro + spending.cost_micro,
                                           last_used_at = greatest(last_used_at, spending.at)
                        FROM unnest($1::uuid[], $2::bigint[], $3::timestamptz[]) AS spending (key_id, cost_micro, at)
                        WHERE api_key.id = spending.key_id
                        """)
                .bind(0, spendings.stream().map(Spending::keyId).toArray(UUID[]::new))
                .bind(1, spendings.stream().map(Spending::costMicro).toArray(Long[]::new))
                .bind(2, spendings.stream().map(Spending::at).toArray(Instant[]::new))
                .then();
    }

    private static @Nullable String text(@Nullable CreditLimitReset reset) {
        return reset == null ? null : reset.name();
    }

    private static @Nullable CreditLimitReset reset(Readable row) {
        String text = row.get("credit_limit_reset", String.class);
        return text == null ? null : CreditLimitReset.valueOf(text);
    }

    private static ApiKey.@Nullable Previous previous(Readable row) {
        byte[] sha256 = row.get("previous_sha256", byte[].class);
        return sha256 == null
                ? null
                : new ApiKey.Previous(sha256, Objects.requireNonNull(row.get("previous_expires_at", Instant.class)));
    }

    private static Parameter array(@Nullable List<UUID> ids) {
        return ids == null ? Parameters.in(UUID[].class) : Parameters.in(ids.toArray(UUID[]::new));
    }

    private static ApiKey key(Readable row) {
        UUID[] deployments = row.get("deployments", UUID[].class);
        return new ApiKey(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("account_id", UUID.class)),
                Objects.requireNonNull(row.get("name", String.class)),
                Objects.requireNonNull(row.get("prefix", String.class)),
                Objects.requireNonNull(row.get("sha256", byte[].class)),
                previous(row),
                new KeyTerms(
                        List.of(Objects.requireNonNull(row.get("scopes", String[].class))),
                        deployments == null ? null : List.of(deployments),
                        row.get("credit_limit_micro", Long.class),
                        reset(row),
                        row.get("requests_per_minute", Integer.class),
                        row.get("tokens_per_minute", Integer.class),
                        row.get("expires_at", Instant.class)),
                Objects.requireNonNull(row.get("created_at", Instant.class)),
                row.get("last_used_at", Instant.class),
                Objects.requireNonNull(row.get("spent_micro", Long.class)));
    }
}

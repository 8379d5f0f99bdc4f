package dev.mainnet.model.provider;

import dev.mainnet.defaults.page.PageRequest;
import dev.mainnet.defaults.secret.Seal;
import io.r2dbc.spi.Readable;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** All stored providers, their credentials sealed with the row's id. */
@Repository
public class Providers {

    private static final String COLUMNS = "id, owner_id, name, kind, base_url, region, credentials, created_at";

    private static final String SELECT = "SELECT " + COLUMNS + " FROM provider ";

    private final DatabaseClient database;
    private final Seal seal;

    Providers(DatabaseClient database, Seal seal) {
        this.database = database;
        this.seal = seal;
    }

    /** A page of providers and how many there are in all. */
    record Page(List<Provider> providers, long total) {}

    /**
     * Keeps a new provider unless its owner has so many already or one of that id is kept; false then.
     *
     * @return an error of {@link org.springframework.dao.DuplicateKeyException} when the owner uses the name
     */
    Mono<Boolean> insert(Provider provider, int mostPerAccount) {
        ProviderTerms terms = provider.terms();
        GenericExecuteSpec statement = database.sql("""
                        INSERT INTO provider (id, owner_id, name, kind, base_url, region, credentials, created_at)
                        SELECT $1, $2, $3, $4, $5, $6, $7, $8
                        WHERE (SELECT count(*) FROM provider WHERE owner_id = $2) < $9
                        ON CONFLICT (id) DO NOTHING
                        """)
                .bind(0, provider.id())
                .bind(1, provider.ownerId())
                .bind(2, terms.name())
                .bind(3, terms.kind())
                .bind(6, seal.seal(provider.id(), terms.credentials().toJson()))
                .bind(7, provider.createdAt())
                .bind(8, mostPerAccount);
        statement = bind(
                statement, 4, terms.baseUrl() == null ? null : terms.baseUrl().toString());
        return bind(statement, 5, terms.region()).fetch().rowsUpdated().map(rows -> rows == 1);
    }

    /** The provider, whoever owns it: for calls of deployments that were checked when they were made. */
    public Mono<Provider> find(UUID id) {
        return database.sql(SELECT + "WHERE id = $1")
                .bind(0, id)
                .map(this::read)
                .one();
    }

    /** One of the owner's. */
    public Mono<Provider> find(UUID ownerId, UUID id) {
        return database.sql(SELECT + "WHERE id = $1 AND owner_id = $2")
                .bind(0, id)
                .bind(1, ownerId)
                .map(this::read)
                .one();
    }

    Mono<Provider> findByName(UUID ownerId, String name) {
        return database.sql(SELECT + "WHERE owner_id = $1 AND name = $2")
                .bind(0, ownerId)
                .bind(1, name)
                .map(this::read)
                .one();
    }

    Mono<Page> page(UUID ownerId, PageRequest page) {
        String column = page.sortBy().equals("name") ? "name" : "created_at";
        String direction = page.ascending() ? " ASC" : " DESC";
        Mono<List<Provider>> providers = database.sql(SELECT + "WHERE owner_id = $1 ORDER BY " + column + direction
                        + ", id" + direction + " LIMIT $2 OFFSET $3")
                .bind(0, ownerId)
                .bind(1, page.limit())
                .bind(2, page.offset())
                .map(this::read)
                .all()
                .collectList();
        Mono<Long> total = database.sql("SELECT count(*) FROM provider WHERE owner_id = $1")
                .bind(0, ownerId)
                .mapValue(Long.class)
                .one();
        return Mono.zip(providers, total, Page::new);
    }

    Mono<Void> delete(UUID id) {
        return database.sql("DELETE FROM provider WHERE id = $1").bind(0, id).then();
    }

    Mono<Void> lockAllOf(UUID ownerId) {
        return database.sql("SELECT id FROM provider WHERE owner_id = $1 ORDER BY id FOR UPDATE")
                .bind(0, ownerId)
                .then();
    }

    Mono<Void> deleteAllOf(UUID ownerId) {
        return database.sql("DELETE FROM provider WHERE owner_id = $1")
                .bind(0, ownerId)
                .then();
    }

    private Provider read(Readable row) {
        UUID id = required(row, "id", UUID.class);
        String baseUrl = row.get("base_url", String.class);
        return new Provider(
                id,
                required(row, "owner_id", UUID.class),
                new ProviderTerms(
                        required(row, "name", String.class),
                        required(row, "kind", String.class),
                        baseUrl == null ? null : URI.create(baseUrl),
                        row.get("region", String.class),
                        Credentials.ofJson(seal.open(id, required(row, "credentials", byte[].class)))),
                required(row, "created_at", Instant.class));
    }

    private static GenericExecuteSpec bind(GenericExecuteSpec statement, int index, @Nullable String value) {
        return value == null ? statement.bindNull(index, String.class) : statement.bind(index, value);
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}

package dev.mainnet.model.deployment;

import dev.mainnet.defaults.page.PageRequest;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All deployments, kept by id and owner. */
@Repository
public class Deployments {

    private static final String INSERT = """
            WITH added AS (
                INSERT INTO deployment (id, model_id, provider_id, provider_model, fallback_model_id,
                                        fallback_provider_id, fallback_provider_model, visibility, allowed_users,
                                        price_per_request_micro, price_per_second_micro, price_per_100_input_micro,
                                        price_per_100_cached_input_micro, price_per_100_output_micro,
                                        price_minimum_micro, free_requests, requests_per_minute, tokens_per_minute,
                                        title, tagline, logo_url, color, readme, changed_at,
                                        owner_id, owner_username, slug, kind, created_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
                        $22, $23, $24, $25, $26, $27, $28, $29)
                ON CONFLICT (id) DO NOTHING
                RETURNING id)
            INSERT INTO deployment_calls (deployment_id, calls) SELECT id, 0 FROM added
            """;

    private static final String UPDATE = """
            UPDATE deployment
               SET model_id = $2, provider_id = $3, provider_model = $4, fallback_model_id = $5,
                   fallback_provider_id = $6, fallback_provider_model = $7, visibility = $8, allowed_users = $9,
                   price_per_request_micro = $10, price_per_second_micro = $11, price_per_100_input_micro = $12,
                   price_per_100_cached_input_micro = $13, price_per_100_output_micro = $14, price_minimum_micro = $15,
                   free_requests = $16, requests_per_minute = $17, tokens_per_minute = $18, title = $19, tagline = $20,
                   logo_url = $21, color = $22, readme = $23, changed_at = $24
             WHERE id = $1
            """;

    private static final String SELECT = "SELECT " + DeploymentRows.COLUMNS + " FROM deployment d ";

    private final DatabaseClient database;

    Deployments(DatabaseClient database) {
        this.database = database;
    }

    /** A page of deployments and how many there are in all. */
    record Page(List<Deployment> deployments, long total) {}

    /**
     * Keeps a new deployment; false when one of that id is kept already.
     *
     * @return an error of {@link org.springframework.dao.DuplicateKeyException} when the owner uses the slug
     */
    Mono<Boolean> insert(Deployment deployment) {
        return DeploymentRows.bind(database.sql(INSERT), deployment)
                .bind(24, deployment.ownerId())
                .bind(25, deployment.ownerUsername())
                .bind(26, deployment.slug())
                .bind(27, deployment.kind().text())
                .bind(28, deployment.createdAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Void> update(Deployment deployment) {
        return DeploymentRows.bind(database.sql(UPDATE), deployment).then();
    }

    Mono<Deployment> find(UUID ownerId, UUID id) {
        return find(ownerId, id, "");
    }

    /** The deployment, locked until the transaction ends. */
    Mono<Deployment> findToChange(UUID ownerId, UUID id) {
        return find(ownerId, id, " FOR UPDATE");
    }

    /** The owner's deployment under that slug, locked until the transaction ends. */
    Mono<Deployment> findToChange(UUID ownerId, String slug) {
        return database.sql(SELECT + "WHERE d.owner_id = $1 AND d.slug = $2 FOR UPDATE")
                .bind(0, ownerId)
                .bind(1, slug)
                .map(DeploymentRows::read)
                .one();
    }

    /** The owner's deployment that writes text and goes by that name: its slug, or what its provider calls the model. */
    public Mono<Deployment> findText(UUID ownerId, String name) {
        return database.sql(SELECT + """
                        WHERE d.owner_id = $1 AND d.kind = 'text' AND (d.slug = $2 OR d.provider_model = $2)
                        ORDER BY d.slug = $2 DESC, d.created_at, d.id LIMIT 1
                        """)
                .bind(0, ownerId)
                .bind(1, name)
                .map(DeploymentRows::read)
                .one();
    }

    /** Public deployments of an owner that write text, in the order of their slugs. */
    public Flux<Deployment> publicTextsOf(UUID ownerId, int most) {
        return database.sql(SELECT + """
                        WHERE d.owner_id = $1 AND d.kind = 'text' AND d.visibility = 'public' ORDER BY d.slug LIMIT $2
                        """)
                .bind(0, ownerId)
                .bind(1, most)
                .map(DeploymentRows::read)
                .all();
    }

    private Mono<Deployment> find(UUID ownerId, UUID id, String lock) {
        return database.sql(SELECT + "WHERE d.id = $1 AND d.owner_id = $2" + lock)
                .bind(0, id)
                .bind(1, ownerId)
                .map(DeploymentRows::read)
                .one();
    }

    Mono<Page> page(UUID ownerId, PageRequest page) {
        String column = page.sortBy().equals("slug") ? "d.slug" : "d.created_at";
        String direction = page.ascending() ? " ASC" : " DESC";
        Mono<List<Deployment>> deployments = database.sql(SELECT + "WHERE d.owner_id = $1 ORDER BY " + column
                        + direction + ", d.id" + direction + " LIMIT $2 OFFSET $3")
                .bind(0, ownerId)
                .bind(1, page.limit())
                .bind(2, page.offset())
                .map(DeploymentRows::read)
                .all()
                .collectList();
        Mono<Long> total = database.sql("SELECT count(*) FROM deployment WHERE owner_id = $1")
                .bind(0, ownerId)
                .mapValue(Long.class)
                .one();
        return Mono.zip(deployments, total, Page::new);
    }

    Mono<Void> delete(UUID id) {
        return database.sql("DELETE FROM deployment WHERE id = $1").bind(0, id).then();
    }

    /** Deletes all of an owner and answers them. */
    Mono<List<Deployment>> deleteAllOf(UUID ownerId) {
        return database.sql("DELETE FROM deployment d WHERE d.owner_id = $1 RETURNING " + DeploymentRows.COLUMNS)
                .bind(0, ownerId)
                .map(DeploymentRows::read)
                .all()
                .collectList();
    }

    /** The addresses at which the model is deployed, some of them if they are many. */
    Mono<List<String>> addressesOf(UUID modelId) {
        return database.sql("""
                        SELECT owner_username || '/' || slug FROM deployment
                        WHERE model_id = $1 OR fallback_model_id = $1 ORDER BY slug LIMIT 20
                        """).bind(0, modelId).mapValue(String.class).all().collectList();
    }

    /** The addresses at which the provider is called, some of them if they are many. */
    Mono<List<String>> addressesOfProvider(UUID providerId) {
        return database.sql("""
                        SELECT owner_username || '/' || slug FROM deployment
                        WHERE provider_id = $1 OR fallback_provider_id = $1 ORDER BY slug LIMIT 20
                        """)
                .bind(0, providerId)
                .mapValue(String.class)
                .all()
                .collectList();
    }
}

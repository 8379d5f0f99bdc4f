package dev.mainnet.job.catalogue;

import dev.mainnet.contracts.ModelEvent.DeploymentChanged;
import dev.mainnet.contracts.ModelEvent.ModelRegistered;
import dev.mainnet.contracts.ModelEvent.TensorSignature;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The models and deployments of the platform, as far as model-service has told of them. */
@Repository
public class Catalogue {

    private static final TypeReference<List<TensorSignature>> SIGNATURES = new TypeReference<>() {};

    private final DatabaseClient database;
    private final JsonMapper json;

    Catalogue(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    public Mono<CatalogueModel> model(UUID id) {
        return database.sql("SELECT * FROM catalogue_model WHERE id = $1")
                .bind(0, id)
                .map(this::readModel)
                .one();
    }

    public Mono<CatalogueDeployment> deployment(UUID id) {
        return database.sql("SELECT * FROM catalogue_deployment WHERE id = $1")
                .bind(0, id)
                .map(Catalogue::readDeployment)
                .one();
    }

    /** The newest deployment at that address; ids sort by time. */
    public Mono<CatalogueDeployment> deployment(String ownerUsername, String slug) {
        return database.sql("""
                        SELECT * FROM catalogue_deployment WHERE owner_username = $1 AND slug = $2 ORDER BY id DESC LIMIT 1
                        """)
                .bind(0, ownerUsername)
                .bind(1, slug)
                .map(Catalogue::readDeployment)
                .one();
    }

    Mono<Void> put(ModelRegistered model) {
        return database.sql("""
                        INSERT INTO catalogue_model (id, owner_id, object_key, sha256, size_bytes, inputs, labels, features)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                        ON CONFLICT (id) DO UPDATE
                           SET object_key = excluded.object_key, sha256 = excluded.sha256, size_bytes = excluded.size_bytes,
                               inputs = excluded.inputs, labels = excluded.labels, features = excluded.features
                        """)
                .bind(0, model.modelId())
                .bind(1, model.ownerId())
                .bind(2, model.objectKey())
                .bind(3, model.sha256())
                .bind(4, model.sizeBytes())
                .bind(5, json.writeValueAsString(model.inputs()))
                .bind(6, model.labels().toArray(String[]::new))
                .bind(7, features(model))
                .then();
    }

    private static String[] features(ModelRegistered model) {
        List<String> features = model.features();
        return features == null ? new String[0] : features.toArray(String[]::new);
    }

    Mono<Void> put(DeploymentChanged deployment) {
        return database.sql("""
                        INSERT INTO catalogue_deployment (id, owner_id, owner_username, slug, model_id, public, allowed_users,
                                                          price_per_request_micro)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                        ON CONFLICT (id) DO UPDATE
                           SET owner_username = excluded.owner_username, slug = excluded.slug, model_id = excluded.model_id,
                               public = excluded.public, allowed_users = excluded.allowed_users,
                               price_per_request_micro = excluded.price_per_request_micro
                        """)
                .bind(0, deployment.deploymentId())
                .bind(1, deployment.ownerId())
                .bind(2, deployment.ownerUsername())
                .bind(3, deployment.slug())
                .bind(4, deployment.modelId())
                .bind(5, deployment.visibility().equals("public"))
                .bind(6, deployment.allowedUsers().toArray(String[]::new))
                .bind(7, Math.max(deployment.pricePerRequestMicro(), minimumMicro(deployment)))
                .then();
    }

    /** What a request costs at least, whatever its price. */
    private static long minimumMicro(DeploymentChanged deployment) {
        Long minimum = deployment.priceMinimumMicro();
        return minimum == null ? 0 : minimum;
    }

    Mono<Void> dropModel(UUID id) {
        return database.sql("DELETE FROM catalogue_model WHERE id = $1")
                .bind(0, id)
                .then();
    }

    Mono<Void> dropDeployment(UUID id) {
        return database.sql("DELETE FROM catalogue_deployment WHERE id = $1")
                .bind(0, id)
                .then();
    }

    private CatalogueModel readModel(Readable row) {
        return new CatalogueModel(
                get(row, "id", UUID.class),
                get(row, "owner_id", UUID.class),
                get(row, "object_key", String.class),
                get(row, "sha256", String.class),
                get(row, "size_bytes", Long.class),
                json.readValue(get(row, "inputs", String.class), SIGNATURES),
                List.of(get(row, "features", String[].class)),
                List.of(get(row, "labels", String[].class)));
    }

    private static CatalogueDeployment readDeployment(Readable row) {
        return new CatalogueDeployment(
                get(row, "id", UUID.class),
                get(row, "owner_id", UUID.class),
                get(row, "model_id", UUID.class),
                get(row, "public", Boolean.class),
                List.of(get(row, "allowed_users", String[].class)),
                get(row, "price_per_request_micro", Long.class));
    }

    private static <T> T get(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}

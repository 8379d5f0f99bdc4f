package dev.mainnet.model.registry;

import dev.mainnet.defaults.page.PageRequest;
import dev.mainnet.model.signature.TensorSignature;
import dev.mainnet.model.signature.TextSignature;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All models, kept by id and owner. */
@Repository
public class Models {

    private static final String INSERT = """
            INSERT INTO model (id, owner_id, name, description, model_type, inputs, outputs, labels, file_labels,
                               object_key, size_bytes, sha256, created_at, architecture, context_length, parameters, chat,
                               education, accuracy)
            VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18::jsonb, $19)
            ON CONFLICT (id) DO NOTHING
            """;

    private static final String OF_OWNER =
            " FROM model m WHERE m.owner_id = $1 AND ($2::text IS NULL OR m.model_type = $2)";

    private final DatabaseClient database;

    Models(DatabaseClient database) {
        this.database = database;
    }

    /** A page of models and how many there are in all. */
    record Page(List<Model> models, long total) {}

    /** Keeps a new model; false when one of that id is kept already. */
    Mono<Boolean> insert(Model model) {
        GenericExecuteSpec insert = database.sql(INSERT)
                .bind(0, model.id())
                .bind(1, model.ownerId())
                .bind(2, model.name())
                .bind(4, model.modelType())
                .bind(9, model.file().objectKey())
                .bind(10, model.file().size())
                .bind(11, model.file().sha256())
                .bind(12, model.createdAt());
        GenericExecuteSpec bound = switch (model.signature()) {
            case TensorSignature tensors -> bind(insert, tensors);
            case TextSignature text -> bind(insert, text);
        };
        Education education = model.education();
        Double accuracy = education == null ? null : education.accuracy();
        GenericExecuteSpec trained = bind(bound, 17, education == null ? null : ModelRows.json(education));
        GenericExecuteSpec judged = accuracy == null ? trained.bindNull(18, Double.class) : trained.bind(18, accuracy);
        return bind(judged, 3, model.description()).fetch().rowsUpdated().map(rows -> rows == 1);
    }

    private static GenericExecuteSpec bind(GenericExecuteSpec insert, TensorSignature tensors) {
        return insert.bind(5, ModelRows.json(tensors.inputs()))
                .bind(6, ModelRows.json(tensors.outputs()))
                .bind(7, tensors.labels().toArray(String[]::new))
                .bind(8, tensors.fileLabels().toArray(String[]::new))
                .bindNull(13, String.class)
                .bindNull(14, Integer.class)
                .bindNull(15, Long.class)
                .bindNull(16, Boolean.class);
    }

    private static GenericExecuteSpec bind(GenericExecuteSpec insert, TextSignature text) {
        return insert.bind(5, "[]")
                .bind(6, "[]")
                .bind(7, new String[0])
                .bind(8, new String[0])
                .bind(13, text.architecture())
                .bind(14, text.contextLength())
                .bind(15, text.parameters())
                .bind(16, text.chat());
    }

    /** The model of that id if it belongs to that owner. */
    public Mono<Model> find(UUID ownerId, UUID id) {
        return database.sql("SELECT " + ModelRows.COLUMNS + " FROM model m WHERE m.id = $1 AND m.owner_id = $2")
                .bind(0, id)
                .bind(1, ownerId)
                .map(ModelRows::read)
                .one();
    }

    /** The model of that id, whoever owns it: for calls that a deployment of it allowed. */
    public Mono<Model> find(UUID id) {
        return database.sql("SELECT " + ModelRows.COLUMNS + " FROM model m WHERE m.id = $1")
                .bind(0, id)
                .map(ModelRows::read)
                .one();
    }

    Mono<Page> page(UUID ownerId, @Nullable String modelType, PageRequest page) {
        String column = switch (page.sortBy()) {
            case "name" -> "m.name";
            case "accuracy" -> "coalesce(m.accuracy, -1)";
            default -> "m.created_at";
        };
        String direction = page.ascending() ? " ASC" : " DESC";
        String select = "SELECT " + ModelRows.COLUMNS + OF_OWNER + " ORDER BY " + column + direction + ", m.id"
                + direction + " LIMIT $3 OFFSET $4";
        Mono<List<Model>> models = bind(database.sql(select).bind(0, ownerId), 1, modelType)
                .bind(2, page.limit())
                .bind(3, page.offset())
                .map(ModelRows::read)
                .all()
                .collectList();
        Mono<Long> total = bind(database.sql("SELECT count(*)" + OF_OWNER).bind(0, ownerId), 1, modelType)
                .mapValue(Long.class)
                .one();
        return Mono.zip(models, total, Page::new);
    }

    /** Deletes; false when there was none. */
    Mono<Boolean> delete(UUID id) {
        return database.sql("DELETE FROM model WHERE id = $1")
                .bind(0, id)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** A model that was deleted, and where its file lies. */
    record Deleted(UUID id, String objectKey) {}

    Mono<Void> lockAllOf(UUID ownerId) {
        return database.sql("SELECT id FROM model WHERE owner_id = $1 ORDER BY id FOR UPDATE")
                .bind(0, ownerId)
                .then();
    }

    Flux<Deleted> deleteAllOf(UUID ownerId) {
        return database.sql("DELETE FROM model WHERE owner_id = $1 RETURNING id, object_key")
                .bind(0, ownerId)
                .map(row -> new Deleted(
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        Objects.requireNonNull(row.get("object_key", String.class))))
                .all();
    }

    private static GenericExecuteSpec bind(GenericExecuteSpec statement, int index, @Nullable String value) {
        return value == null ? statement.bindNull(index, String.class) : statement.bind(index, value);
    }
}

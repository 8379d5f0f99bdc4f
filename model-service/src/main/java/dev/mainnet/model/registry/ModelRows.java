package dev.mainnet.model.registry;

import dev.mainnet.model.signature.Signature;
import dev.mainnet.model.signature.TensorSignature;
import dev.mainnet.model.signature.TextSignature;
import dev.mainnet.model.tensor.TensorSpec;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A model as a row, also where another query joins it. */
public final class ModelRows {

    /** The columns to select of a model under the alias {@code m}. */
    public static final String COLUMNS = """
            m.id AS model_id, m.owner_id AS model_owner_id, m.name AS model_name, m.description AS model_description,
            m.inputs::text AS model_inputs, m.outputs::text AS model_outputs, m.labels AS model_labels,
            m.file_labels AS model_file_labels, m.object_key AS model_object_key, m.size_bytes AS model_size_bytes,
            m.sha256 AS model_sha256, m.created_at AS model_created_at, m.architecture AS model_architecture,
            m.context_length AS model_context_length, m.parameters AS model_parameters, m.chat AS model_chat,
            m.education::text AS model_education""";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<TensorSpec>> SPECS = new TypeReference<>() {};

    private ModelRows() {}

    public static Model read(Readable row) {
        return new Model(
                required(row, "model_id", UUID.class),
                required(row, "model_owner_id", UUID.class),
                required(row, "model_name", String.class),
                row.get("model_description", String.class),
                signature(row),
                new Model.File(
                        required(row, "model_object_key", String.class),
                        required(row, "model_size_bytes", Long.class),
                        required(row, "model_sha256", String.class)),
                required(row, "model_created_at", Instant.class),
                education(row));
    }

    private static @Nullable Education education(Readable row) {
        String json = row.get("model_education", String.class);
        return json == null ? null : JSON.readValue(json, Education.class);
    }

    /** The model of a row that need not have one: an upstream deployment runs none of ours. */
    public static Optional<Model> readIfAny(Readable row) {
        return Optional.ofNullable(row.get("model_id", UUID.class)).map(id -> read(row));
    }

    private static Signature signature(Readable row) {
        String architecture = row.get("model_architecture", String.class);
        if (architecture != null) {
            return new TextSignature(
                    architecture,
                    required(row, "model_context_length", Integer.class),
                    required(row, "model_parameters", Long.class),
                    required(row, "model_chat", Boolean.class));
        }
        return new TensorSignature(
                specs(required(row, "model_inputs", String.class)),
                specs(required(row, "model_outputs", String.class)),
                Arrays.asList(required(row, "model_labels", String[].class)),
                Arrays.asList(required(row, "model_file_labels", String[].class)));
    }

    static String json(Education education) {
        return JSON.writeValueAsString(education);
    }

    static String json(List<TensorSpec> specs) {
        return JSON.writeValueAsString(specs);
    }

    private static List<TensorSpec> specs(String json) {
        return JSON.readValue(json, SPECS);
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}

package dev.mainnet.model.inference;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.model.signature.TensorSignature;
import dev.mainnet.model.tensor.JsonTensors;
import dev.mainnet.model.tensor.Tensor;
import dev.mainnet.model.tensor.TensorMismatch;
import dev.mainnet.model.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads {@code input} (one row) or {@code inputs} (a list of rows) as a model's tensors. What does not fit is named in a 400. */
@Component
public class InputReader {

    private final InferenceSettings settings;

    InputReader(InferenceSettings settings) {
        this.settings = settings;
    }

    /**
     * The tensors of a call; an ApiException names the field, the input and what was expected.
     *
     * @param input one row, or null
     * @param inputs a list of rows, or null
     */
    public ModelInput read(TensorSignature signature, @Nullable JsonNode input, @Nullable JsonNode inputs) {
        Optional<JsonNode> row = given(input);
        Optional<JsonNode> rows = given(inputs);
        if (row.isPresent() && rows.isPresent()) {
            throw ApiException.invalid("inputs", "cannot be given together with input");
        }
        return rows.map(list -> new ModelInput(rows(signature, list), true))
                .or(() -> row.map(one -> new ModelInput(List.of(row(signature, one, "input")), false)))
                .orElseThrow(() ->
                        ApiException.invalid("input", "is missing: give input (one row) or inputs (a list of rows)"));
    }

    private static Optional<JsonNode> given(@Nullable JsonNode value) {
        return Optional.ofNullable(value).filter(node -> !node.isNull());
    }

    private List<List<Tensor>> rows(TensorSignature signature, JsonNode inputs) {
        if (!inputs.isArray() || inputs.isEmpty()) {
            throw ApiException.invalid("inputs", "must be a list of at least one row");
        }
        if (inputs.size() > settings.maxRows()) {
            throw ApiException.invalid("inputs", "must have at most " + settings.maxRows() + " rows");
        }
        List<List<Tensor>> rows = new ArrayList<>(inputs.size());
        for (int i = 0; i < inputs.size(); i++) {
            rows.add(row(signature, inputs.get(i), "inputs[" + i + "]"));
        }
        return rows;
    }

    private static List<Tensor> row(TensorSignature signature, JsonNode row, String field) {
        try {
            if (row.isObject()) {
                return byName(signature, row);
            }
            if (signature.inputs().size() != 1) {
                throw new TensorMismatch("The model has several inputs: give an object with " + named(signature));
            }
            return List.of(JsonTensors.read(signature.inputs().getFirst(), row));
        } catch (TensorMismatch e) {
            throw ApiException.invalid(field, e.text());
        }
    }

    private static List<Tensor> byName(TensorSignature signature, JsonNode row) {
        for (String name : row.propertyNames()) {
            if (signature.input(name).isEmpty()) {
                throw new TensorMismatch("The model has no input '" + name + "'; it takes " + named(signature));
            }
        }
        List<Tensor> tensors = new ArrayList<>();
        for (TensorSpec spec : signature.inputs()) {
            JsonNode value = row.get(spec.name());
            if (value == null) {
                throw new TensorMismatch("Input '" + spec.name() + "' is missing; the model takes " + named(signature));
            }
            tensors.add(JsonTensors.read(spec, value));
        }
        return tensors;
    }

    private static String named(TensorSignature signature) {
        return signature.inputs().stream()
                .map(spec -> "'" + spec.name() + "' " + spec.datatype() + " " + spec.shape())
                .collect(Collectors.joining(", "));
    }
}

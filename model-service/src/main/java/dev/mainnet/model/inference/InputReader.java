package dev.mainnet.model.inference;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.model.registry.Education;
import dev.mainnet.model.registry.Model;
import dev.mainnet.model.signature.TensorSignature;
import dev.mainnet.model.tensor.JsonTensors;
import dev.mainnet.model.tensor.Tensor;
import dev.mainnet.model.tensor.TensorMismatch;
import dev.mainnet.model.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** Reads {@code input} (one row) or {@code inputs} (a list of rows) as a model's tensors. What does not fit is named in a 400. */
@Component
public class InputReader {

    private final InferenceSettings settings;

    InputReader(InferenceSettings settings) {
        this.settings = settings;
    }

    /**
     * As {@link #read(TensorSignature, JsonNode, JsonNode)}, where rows for a model that was trained here may also be as its dataset has
     * them, cells missing. Pictures are decoded where that holds up nobody else.
     */
    public Mono<ModelInput> read(Model model, @Nullable JsonNode input, @Nullable JsonNode inputs) {
        return whereItBelongs(model, () -> {
            TensorSignature signature = model.tensors();
            Education education = model.education();
            if (education == null || takesPictures(signature)) {
                return read(signature, input, inputs);
            }
            TrainedRows rows = new TrainedRows(signature, education);
            return read(signature, rows.row(input), rows.rows(inputs));
        });
    }

    /** Pictures as files, for a model that takes pictures; else an error {@code validation_error}. */
    public Mono<ModelInput> read(Model model, List<byte[]> files) {
        return whereItBelongs(model, () -> {
            if (!takesPictures(model.tensors())) {
                throw ApiException.invalid("file", "is not what this model takes: it takes rows in JSON");
            }
            if (files.isEmpty() || files.size() > settings.maxRows()) {
                throw ApiException.invalid("file", "must be there 1 to " + settings.maxRows() + " times");
            }
            TensorSpec only = model.tensors().inputs().getFirst();
            return new ModelInput(
                    files.stream().map(file -> List.of(picture(only, file))).toList(), true);
        });
    }

    private static Tensor picture(TensorSpec input, byte[] file) {
        try {
            return EncodedPicture.read(input, file);
        } catch (TensorMismatch e) {
            throw ApiException.invalid("file", e.text());
        }
    }

    private static Mono<ModelInput> whereItBelongs(Model model, Callable<ModelInput> reading) {
        Mono<ModelInput> read = Mono.fromCallable(reading);
        return takesPictures(model.tensors()) ? read.subscribeOn(Schedulers.boundedElastic()) : read;
    }

    private static boolean takesPictures(TensorSignature signature) {
        return signature.inputs().size() == 1
                && EncodedPicture.suits(signature.inputs().getFirst());
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
            TensorSpec only = signature.inputs().getFirst();
            return List.of(
                    row.isString() && EncodedPicture.suits(only)
                            ? EncodedPicture.read(only, row.asString())
                            : JsonTensors.read(only, row));
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

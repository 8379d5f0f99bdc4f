package dev.mainnet.model.reference;

import dev.mainnet.model.signature.TensorSignature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls of models that predict: one row or a list of rows, and as many predictions. */
final class PredictionCall {

    private PredictionCall() {}

    static CallDescription describe(TensorSignature signature) {
        Map<String, Object> row = CallSchemas.input(signature);
        Map<String, Object> prediction = CallSchemas.prediction(signature);
        Map<String, Object> schemas = new LinkedHashMap<>();
        schemas.put("Row", row);
        schemas.put("Prediction", prediction);
        schemas.put("Request", request());
        schemas.put("Response", response());
        return new CallDescription(
                row,
                prediction,
                schemas,
                CallSchemas.example(signature).map(example -> Map.of("input", example)),
                Map.of("application/json", Map.of("schema", JsonSchemas.reference("Response"))),
                (apiUrl, publicUrl, model) -> Snippets.of(apiUrl, signature));
    }

    private static Map<String, Object> request() {
        return Map.of(
                "type",
                "object",
                "properties",
                Map.of("input", JsonSchemas.reference("Row"), "inputs", JsonSchemas.listOf("Row", 1)),
                "oneOf",
                JsonSchemas.oneOf("input", "inputs"),
                "additionalProperties",
                false);
    }

    private static Map<String, Object> response() {
        return JsonSchemas.object(Map.of(
                "output",
                Map.of("anyOf", List.of(JsonSchemas.reference("Prediction"), JsonSchemas.listOf("Prediction", 0))),
                "usage",
                JsonSchemas.object(Map.of("requests", JsonSchemas.COUNT)),
                "cost",
                JsonSchemas.COST));
    }
}

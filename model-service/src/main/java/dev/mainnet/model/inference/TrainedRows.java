package dev.mainnet.model.inference;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.model.signature.TensorSignature;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings rows of a table to the form that the model's inputs have: a row by names to a list where one input takes all columns, a list to
 * names where each column is an input of its own. What is neither is left as it is.
 *
 * @param features the columns that the model's one input takes, in their order; none where that is not known
 */
record TrainedRows(TensorSignature signature, List<String> features) {

    @Nullable JsonNode row(@Nullable JsonNode row) {
        return row == null ? null : brought(row, "input");
    }

    @Nullable JsonNode rows(@Nullable JsonNode rows) {
        if (rows == null || !rows.isArray()) {
            return rows;
        }
        ArrayNode brought = JsonNodeFactory.instance.arrayNode(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            brought.add(brought(rows.get(i), "inputs[" + i + "]"));
        }
        return brought;
    }

    private JsonNode brought(JsonNode row, String field) {
        int inputs = signature.inputs().size();
        if (row.isObject() && inputs == 1 && !features.isEmpty() && !isTheInput(row)) {
            return list(row, field);
        }
        return row.isArray() && inputs > 1 && row.size() == inputs ? named((ArrayNode) row) : row;
    }

    private boolean isTheInput(JsonNode row) {
        return row.size() == 1 && row.has(signature.inputs().getFirst().name());
    }

    private JsonNode list(JsonNode row, String field) {
        for (String name : row.propertyNames()) {
            if (!features.contains(name)) {
                throw ApiException.invalid(
                        field,
                        "has no column '" + name + "' to learn from; the columns are " + String.join(", ", features));
            }
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode(features.size());
        for (String name : features) {
            JsonNode value = row.get(name);
            if (value == null) {
                throw ApiException.invalid(
                        field, "lacks the column '" + name + "'; the columns are " + String.join(", ", features));
            }
            list.add(value);
        }
        return list;
    }

    private JsonNode named(ArrayNode row) {
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < row.size(); i++) {
            named.set(signature.inputs().get(i).name(), row.get(i));
        }
        return named;
    }
}

package dev.mainnet.model.inference;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.model.registry.Education;
import dev.mainnet.model.signature.TensorSignature;
import dev.mainnet.model.tensor.Datatype;
import dev.mainnet.model.tensor.TensorSpec;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings rows of a table to the form that a trained model's inputs have, whether they are given as the model takes them or as the dataset
 * has them: by list or by the columns' names, with columns that the model does not use, and with missing cells, which the model's file
 * fills in itself. What is none of these is left as it is.
 */
final class TrainedRows {

    /** How a number that is missing is said to a model. */
    private static final String NOT_A_NUMBER = "NaN";

    private final TensorSignature signature;
    /** Whether one input takes all columns; else each is an input of its own. */
    private final boolean oneInput;
    /** What the model takes, in its order. */
    private final List<String> used;
    /** What a row may have, in the dataset's order. */
    private final SequencedSet<String> columns;

    TrainedRows(TensorSignature signature, Education education) {
        this.signature = signature;
        List<String> features = education.features();
        oneInput = !features.isEmpty() && signature.inputs().size() == 1;
        used = oneInput
                ? features
                : signature.inputs().stream().map(TensorSpec::name).toList();
        SequencedSet<String> told = new LinkedHashSet<>(education.columns());
        columns = told.containsAll(used) ? told : new LinkedHashSet<>(used);
    }

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
        return switch (row) {
            case ArrayNode list -> list(list);
            case ObjectNode named when isTheInput(named) -> filled(named, signature.inputs());
            case ObjectNode named -> byNames(named, field);
            default -> row;
        };
    }

    /** Whether the row names the model's one input, as it may of any model, and not the columns. */
    private boolean isTheInput(ObjectNode row) {
        String input = signature.inputs().getFirst().name();
        return oneInput && row.size() == 1 && row.has(input) && (row.get(input).isArray() || !columns.contains(input));
    }

    /** A whole table for the one input is a list of such lists. */
    private JsonNode list(ArrayNode row) {
        if (oneInput && !row.isEmpty() && row.valueStream().allMatch(JsonNode::isArray)) {
            ArrayNode table = JsonNodeFactory.instance.arrayNode(row.size());
            row.forEach(each -> table.add(list((ArrayNode) each)));
            return table;
        }
        Collection<String> given = row.size() == columns.size() ? columns : used;
        if (row.size() != given.size()) {
            return row;
        }
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        Iterator<JsonNode> cells = row.iterator();
        given.forEach(name -> named.set(name, cells.next()));
        return asTheModelTakes(named);
    }

    private JsonNode byNames(ObjectNode row, String field) {
        for (String name : row.propertyNames()) {
            if (!columns.contains(name)) {
                throw ApiException.invalid(
                        field,
                        "has no column '" + name + "' to learn from; the columns are " + String.join(", ", columns));
            }
        }
        if (used.stream().noneMatch(row::has)) {
            throw ApiException.invalid(field, "has none of the columns " + String.join(", ", used));
        }
        return asTheModelTakes(row);
    }

    private JsonNode asTheModelTakes(ObjectNode row) {
        if (!oneInput) {
            return filled(row, signature.inputs());
        }
        TensorSpec input = signature.inputs().getFirst();
        ArrayNode list = JsonNodeFactory.instance.arrayNode(used.size());
        used.forEach(name -> list.add(filled(row.path(name), input)));
        return list;
    }

    private static ObjectNode filled(ObjectNode row, List<TensorSpec> inputs) {
        ObjectNode filled = JsonNodeFactory.instance.objectNode();
        for (TensorSpec input : inputs) {
            JsonNode value = filled(row.path(input.name()), input);
            if (!value.isMissingNode()) {
                filled.set(input.name(), value);
            }
        }
        return filled;
    }

    private static JsonNode filled(JsonNode value, TensorSpec input) {
        if (value.isArray()) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode(value.size());
            value.forEach(each -> filled.add(filled(each, input)));
            return filled;
        }
        boolean missing = value.isMissingNode()
                || value.isNull()
                || (value.isString() && value.stringValue().isBlank());
        if (missing && input.datatype().isFloatingPoint()) {
            return JsonNodeFactory.instance.stringNode(NOT_A_NUMBER);
        }
        return missing && input.datatype() == Datatype.BYTES ? JsonNodeFactory.instance.stringNode("") : value;
    }
}

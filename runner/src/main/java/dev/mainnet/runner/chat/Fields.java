package dev.mainnet.runner.chat;

import dev.mainnet.runner.refusal.Refusal;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/** The fields of a request, each read with the bounds it has; null counts as absent, as OpenAI has it. */
record Fields(JsonNode object) {
    Optional<JsonNode> field(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    float number(String name, double least, double most, double otherwise) {
        Optional<JsonNode> value = field(name);
        if (value.isEmpty()) {
            return (float) otherwise;
        }
        double number = value.get().isNumber() ? value.get().asDouble() : Double.NaN;
        if (!(number >= least && number <= most)) {
            throw Refusal.parameter(name, "'" + name + "' must be a number between " + least + " and " + most);
        }
        return (float) number;
    }

    OptionalInt atLeastOne(String name) {
        Optional<JsonNode> value = field(name);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!value.get().isIntegralNumber() || value.get().asLong(0) < 1) {
            throw Refusal.parameter(name, "'" + name + "' must be a whole number of at least 1");
        }
        return OptionalInt.of((int) Math.min(Integer.MAX_VALUE, value.get().asLong()));
    }

    boolean flag(String name) {
        Optional<JsonNode> value = field(name);
        if (value.isPresent() && !value.get().isBoolean()) {
            throw Refusal.parameter(name, "'" + name + "' must be true or false");
        }
        return value.isPresent() && value.get().asBoolean();
    }

    String text(String name) {
        return field(name)
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .orElseThrow(() -> Refusal.parameter(name, "'" + name + "' must be a text"));
    }
}

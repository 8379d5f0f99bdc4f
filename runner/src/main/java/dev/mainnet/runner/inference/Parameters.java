package dev.mainnet.runner.inference;

import dev.mainnet.runner.refusal.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The {@code parameters} of a call, an input or an output: numbers and flags that the runner knows; others are ignored. */
record Parameters(Map<String, Long> numbers, Map<String, Boolean> flags) {
    static final Parameters NONE = new Parameters(Map.of(), Map.of());

    private static final Set<String> NUMBERS = Set.of("timeout", "binary_data_size");
    private static final Set<String> FLAGS = Set.of("binary_data", "binary_data_output");
    /** Extensions of Triton's that would change what is answered, so that ignoring them would answer wrongly. */
    private static final Set<String> REFUSED = Set.of("shared_memory_region", "classification");

    static Parameters read(JsonParser json) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw Refusal.invalid("'parameters' must be an object");
        }
        Map<String, Long> numbers = new HashMap<>();
        Map<String, Boolean> flags = new HashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (REFUSED.contains(name)) {
                throw Refusal.invalid("The parameter '" + name + "' is not supported");
            } else if (NUMBERS.contains(name)) {
                if (value != JsonToken.VALUE_NUMBER_INT) {
                    throw Refusal.invalid("The parameter '" + name + "' must be a whole number");
                }
                numbers.put(name, json.getLongValue());
            } else if (FLAGS.contains(name)) {
                if (value != JsonToken.VALUE_TRUE && value != JsonToken.VALUE_FALSE) {
                    throw Refusal.invalid("The parameter '" + name + "' must be true or false");
                }
                flags.put(name, value == JsonToken.VALUE_TRUE);
            } else {
                json.skipChildren();
            }
        }
        return new Parameters(numbers, flags);
    }

    Optional<Long> number(String name) {
        return Optional.ofNullable(numbers.get(name));
    }

    Optional<Boolean> flag(String name) {
        return Optional.ofNullable(flags.get(name));
    }
}

package dev.mainnet.job.training;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ApiException.Detail;
import dev.mainnet.defaults.error.ErrorCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the fields of a JSON object one by one, and remembers all that is wrong with them instead of the first thing only. */
final class Fields {

    private final JsonNode object;
    private final List<Detail> mistakes;
    private final Set<String> read = new HashSet<>();

    private Fields(JsonNode object, List<Detail> mistakes) {
        this.object = object;
        this.mistakes = mistakes;
    }

    static Fields of(JsonNode body) {
        if (!body.isObject()) {
            throw ApiException.invalid("body", "must be a JSON object");
        }
        return new Fields(body, new ArrayList<>());
    }

    /** The fields of an object in a field; none where it is not there. Their mistakes are told together. */
    Fields object(String name) {
        Optional<JsonNode> value = find(name);
        if (value.isPresent() && !value.get().isObject()) {
            wrong(name, "Must be an object");
        }
        return new Fields(value.filter(JsonNode::isObject).orElseGet(JsonNodeFactory.instance::objectNode), mistakes);
    }

    Optional<String> text(String name, int longest) {
        Optional<String> text = find(name)
                .filter(value -> isA(name, value.isString(), "Must be a text"))
                .map(JsonNode::asString)
                .map(String::strip);
        return text.filter(value -> isA(
                name,
                !value.isEmpty() && value.length() <= longest && value.chars().noneMatch(Character::isISOControl),
                "Must have 1 to " + longest + " characters"));
    }

    Optional<Boolean> flag(String name) {
        return find(name)
                .filter(value -> isA(name, value.isBoolean(), "Must be true or false"))
                .map(JsonNode::asBoolean);
    }

    Optional<Integer> whole(String name, int least, int most) {
        return find(name)
                .filter(value -> isA(
                        name,
                        isWhole(value) && value.asLong() >= least && value.asLong() <= most,
                        "Must be a whole number between " + least + " and " + most))
                .map(JsonNode::asInt);
    }

    Optional<Long> number(String name) {
        return find(name)
                .filter(value -> isA(name, isWhole(value), "Must be a whole number"))
                .map(JsonNode::asLong);
    }

    List<Integer> wholes(String name, int longest, int most) {
        return find(name)
                .filter(value -> isA(
                        name,
                        value.isArray()
                                && value.size() <= longest
                                && value.valueStream()
                                        .allMatch(item -> isWhole(item) && item.asLong() >= 1 && item.asLong() <= most),
                        "Must be at most " + longest + " whole numbers between 1 and " + most))
                .map(value -> IntStream.range(0, value.size())
                        .map(i -> value.get(i).asInt())
                        .boxed()
                        .toList())
                .orElse(List.of());
    }

    /** A real number that passes the check; the rule says which do. */
    Optional<Double> real(String name, DoublePredicate check, String rule) {
        return find(name)
                .filter(value -> isA(name, value.isNumber() && check.test(value.asDouble()), rule))
                .map(JsonNode::asDouble);
    }

    void wrong(String name, String message) {
        mistakes.add(new Detail(name, message));
    }

    /** Fields that nobody asked for are mistakes too. */
    void refuseOthers() {
        object.propertyNames().stream()
                .filter(name -> !read.contains(name))
                .limit(20)
                .forEach(name -> wrong(name, "Is not known"));
    }

    /** @throws ApiException a 400 with every mistake there was */
    void check() {
        if (mistakes.isEmpty()) {
            return;
        }
        ApiException refusal = new ApiException(ErrorCode.VALIDATION_ERROR, "Invalid input data");
        for (Detail mistake : mistakes) {
            refusal = refusal.withDetail(mistake.field(), mistake.message());
        }
        throw refusal;
    }

    private Optional<JsonNode> find(String name) {
        read.add(name);
        return Optional.ofNullable(object.get(name)).filter(value -> !value.isNull());
    }

    private boolean isA(String name, boolean right, String otherwise) {
        if (!right) {
            wrong(name, otherwise);
        }
        return right;
    }

    private static boolean isWhole(JsonNode value) {
        return value.isNumber() && value.canConvertToExactIntegral() && value.canConvertToLong();
    }
}

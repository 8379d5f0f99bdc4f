package dev.mainnet.runner.template;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tests, {@code value is name}. */
final class Tests {
    private Tests() {}

    static boolean holds(String name, @Nullable Object value, List<@Nullable Object> arguments) {
        return switch (name) {
            case "defined" -> value != Undefined.UNDEFINED;
            case "undefined" -> value == Undefined.UNDEFINED;
            case "none" -> value == null;
            case "string" -> value instanceof String;
            case "mapping" -> value instanceof Map;
            case "sequence", "iterable" ->
                value instanceof Collection || value instanceof String || value instanceof Map;
            case "number" -> value instanceof Long || value instanceof Double;
            case "integer" -> value instanceof Long;
            case "float" -> value instanceof Double;
            case "boolean" -> value instanceof Boolean;
            case "true" -> Boolean.TRUE.equals(value);
            case "false" -> Boolean.FALSE.equals(value);
            case "callable" -> value instanceof Callable;
            case "even" -> Values.whole(value) % 2 == 0;
            case "odd" -> Values.whole(value) % 2 != 0;
            case "equalto", "eq" -> Values.equal(value, argument(arguments));
            case "ne" -> !Values.equal(value, argument(arguments));
            case "in" -> Values.contains(argument(arguments), value);
            default -> throw new TemplateException("it uses the test '" + name + "', which is not known here");
        };
    }

    private static @Nullable Object argument(List<@Nullable Object> arguments) {
        if (arguments.isEmpty()) {
            throw new TemplateException("it uses a test without what to test against");
        }
        return arguments.getFirst();
    }
}

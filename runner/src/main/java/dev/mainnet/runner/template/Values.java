package dev.mainnet.runner.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What Python makes of values: truth, text, equality, order. Values are null, booleans, Long, Double, String, List, Map and callables. */
final class Values {
    private Values() {}

    static boolean truth(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Undefined _ -> false;
            case Boolean truth -> truth;
            case Long number -> number != 0;
            case Double number -> number != 0;
            case String text -> !text.isEmpty();
            case Collection<?> list -> !list.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            default -> true;
        };
    }

    static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "None";
            case Boolean truth -> truth ? "True" : "False";
            case Collection<?> list -> JsonText.of(list);
            case Map<?, ?> map -> JsonText.of(map);
            default -> value.toString();
        };
    }

    static boolean equal(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Number first && right instanceof Number second) {
            return first.doubleValue() == second.doubleValue();
        }
        return Objects.equals(left, right);
    }

    static int compare(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Number first && right instanceof Number second) {
            return Double.compare(first.doubleValue(), second.doubleValue());
        }
        if (left instanceof String first && right instanceof String second) {
            return first.compareTo(second);
        }
        throw new TemplateException("it compares values that have no order");
    }

    static boolean contains(@Nullable Object whole, @Nullable Object part) {
        return switch (whole) {
            case String text -> text.contains(text(part));
            case Collection<?> list -> list.stream().anyMatch(element -> equal(element, part));
            case Map<?, ?> map -> map.containsKey(part);
            case null, default -> false;
        };
    }

    /** The elements to go through: of a list, the keys of a map, the characters of a text. */
    static List<@Nullable Object> elements(@Nullable Object value) {
        return switch (value) {
            case Collection<?> list -> new ArrayList<>(list);
            case Map<?, ?> map -> new ArrayList<>(map.keySet());
            case String text -> {
                if (text.length() > Budget.MAX_LIST) {
                    throw new TemplateException("it goes through a text of " + text.length() + " characters");
                }
                List<@Nullable Object> characters = new ArrayList<>();
                text.codePoints().mapToObj(Character::toString).forEach(characters::add);
                yield characters;
            }
            case Undefined _ -> List.of();
            case null, default -> throw new TemplateException("it goes through a value that is no list");
        };
    }

    static long whole(@Nullable Object value) {
        return switch (value) {
            case Long number -> number;
            case Double number -> number.longValue();
            case Boolean truth -> truth ? 1 : 0;
            case null, default -> throw new TemplateException("it uses a value as a number that is none");
        };
    }
}

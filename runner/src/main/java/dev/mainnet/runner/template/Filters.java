package dev.mainnet.runner.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The filters, {@code value | name(arguments)}. */
final class Filters {
    private Filters() {}

    static @Nullable Object apply(
            String name,
            @Nullable Object value,
            List<@Nullable Object> arguments,
            Map<String, @Nullable Object> named) {
        return switch (name) {
            case "trim" -> Methods.call(Values.text(value), "strip", arguments, named);
            case "length", "count" -> length(value);
            case "tojson" -> Budget.bounded(JsonText.of(value));
            case "default", "d" -> {
                boolean alsoFalse = Values.truth(argument(arguments, 1, named.get("boolean")));
                boolean missing = value == Undefined.UNDEFINED || (alsoFalse && !Values.truth(value));
                yield missing ? argument(arguments, 0, "") : value;
            }
            case "upper", "lower", "capitalize", "title" -> Methods.call(Values.text(value), name, List.of(), Map.of());
            case "replace" ->
                replaced(Values.text(value), Values.text(arguments.get(0)), Values.text(arguments.get(1)));
            case "join" -> joined(value, Values.text(argument(arguments, 0, "")));
            case "first" -> Members.of(list(value), 0L);
            case "last" -> Members.of(list(value), -1L);
            case "list" -> list(value);
            case "reverse" -> reversed(value);
            case "string" -> Values.text(value);
            case "safe" -> value;
            case "int" -> value instanceof String text ? parsed(text) : Values.whole(value);
            case "abs" -> Math.abs(Values.whole(value));
            case "items" -> items(value);
            case "map" -> mapped(value, arguments, named);
            case "selectattr" -> selected(value, arguments, true);
            case "rejectattr" -> selected(value, arguments, false);
            default -> throw new TemplateException("it uses the filter '" + name + "', which is not known here");
        };
    }

    private static @Nullable Object argument(List<@Nullable Object> arguments, int index, @Nullable Object otherwise) {
        return index < arguments.size() ? arguments.get(index) : otherwise;
    }

    private static long length(@Nullable Object value) {
        return value instanceof String text
                ? text.codePointCount(0, text.length())
                : list(value).size();
    }

    private static List<@Nullable Object> list(@Nullable Object value) {
        return Values.elements(value);
    }

    private static List<@Nullable Object> reversed(@Nullable Object value) {
        List<@Nullable Object> list = list(value);
        Collections.reverse(list);
        return list;
    }

    private static long parsed(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    static String capitalized(String text) {
        return text.isEmpty()
                ? text
                : text.substring(0, 1).toUpperCase(Locale.ROOT)
                        + text.substring(1).toLowerCase(Locale.ROOT);
    }

    static String titled(String text) {
        return List.of(text.split(" ", -1)).stream().map(Filters::capitalized).collect(Collectors.joining(" "));
    }

    static String replaced(String text, String what, String by) {
        if ((long) text.length() * (by.length() + 1) > Budget.MAX_TEXT && text.contains(what)) {
            throw new TemplateException("it replaces in a text that is too long");
        }
        return text.replace(what, by);
    }

    static String joined(@Nullable Object value, String separator) {
        StringBuilder text = new StringBuilder();
        for (Object element : list(value)) {
            text.append(text.isEmpty() ? "" : separator).append(Values.text(element));
            if (text.length() > Budget.MAX_TEXT) {
                throw new TemplateException("it makes a text that is too long");
            }
        }
        return text.toString();
    }

    static List<@Nullable Object> items(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new TemplateException("it takes the items of something that is no map");
        }
        List<@Nullable Object> items = new ArrayList<>();
        map.forEach((key, element) -> {
            List<@Nullable Object> pair = new ArrayList<>();
            pair.add(key);
            pair.add(element);
            items.add(pair);
        });
        return items;
    }

    private static List<@Nullable Object> mapped(
            @Nullable Object value, List<@Nullable Object> arguments, Map<String, @Nullable Object> named) {
        Object attribute = named.get("attribute");
        List<@Nullable Object> mapped = new ArrayList<>();
        for (Object element : list(value)) {
            mapped.add(
                    attribute != null
                            ? Members.of(element, attribute)
                            : apply(Values.text(argument(arguments, 0, "")), element, List.of(), Map.of()));
        }
        return mapped;
    }

    private static List<@Nullable Object> selected(
            @Nullable Object value, List<@Nullable Object> arguments, boolean wanted) {
        Object attribute = argument(arguments, 0, "");
        Predicate<@Nullable Object> holds = arguments.size() < 2
                ? Values::truth
                : member -> Tests.holds(Values.text(arguments.get(1)), member, arguments.subList(2, arguments.size()));
        Collection<@Nullable Object> all = list(value);
        List<@Nullable Object> selected = new ArrayList<>();
        for (Object element : all) {
            if (holds.test(Members.of(element, attribute)) == wanted) {
                selected.add(element);
            }
        }
        return selected;
    }
}

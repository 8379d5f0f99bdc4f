package dev.mainnet.runner.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of texts and maps, as Python has them. */
final class Methods {
    private Methods() {}

    static @Nullable Object call(
            @Nullable Object target,
            String method,
            List<@Nullable Object> arguments,
            Map<String, @Nullable Object> named) {
        return switch (target) {
            case String text -> text(text, method, arguments);
            case Map<?, ?> map -> map(map, method, arguments);
            case null, default ->
                throw new TemplateException("it calls '" + method + "' of something that has no such method");
        };
    }

    private static Object text(String text, String method, List<@Nullable Object> arguments) {
        return switch (method) {
            case "strip" -> stripped(text, arguments, true, true);
            case "lstrip" -> stripped(text, arguments, true, false);
            case "rstrip" -> stripped(text, arguments, false, true);
            case "upper" -> text.toUpperCase(Locale.ROOT);
            case "lower" -> text.toLowerCase(Locale.ROOT);
            case "capitalize" -> Filters.capitalized(text);
            case "title" -> Filters.titled(text);
            case "startswith" -> anyOf(arguments).stream().anyMatch(text::startsWith);
            case "endswith" -> anyOf(arguments).stream().anyMatch(text::endsWith);
            case "split" -> split(text, arguments);
            case "replace" -> Filters.replaced(text, argument(arguments, 0), argument(arguments, 1));
            case "find" -> (long) text.indexOf(argument(arguments, 0));
            case "count" -> (long) split(text, arguments).size() - 1;
            case "join" -> Filters.joined(arguments.getFirst(), text);
            default -> throw new TemplateException("a text has no method '" + method + "' here");
        };
    }

    private static @Nullable Object map(Map<?, ?> map, String method, List<@Nullable Object> arguments) {
        return switch (method) {
            case "items" -> Filters.items(map);
            case "keys" -> new ArrayList<>(map.keySet());
            case "values" -> new ArrayList<>(map.values());
            case "get" ->
                map.containsKey(argument(arguments, 0))
                        ? map.get(argument(arguments, 0))
                        : arguments.size() > 1 ? arguments.get(1) : null;
            default -> throw new TemplateException("a map has no method '" + method + "' here");
        };
    }

    private static String argument(List<@Nullable Object> arguments, int index) {
        if (index >= arguments.size()) {
            throw new TemplateException("it calls a method with too few arguments");
        }
        return Values.text(arguments.get(index));
    }

    /** Python takes one text or several. */
    private static List<String> anyOf(List<@Nullable Object> arguments) {
        return !arguments.isEmpty() && arguments.getFirst() instanceof List<?> several
                ? several.stream().map(Values::text).toList()
                : List.of(argument(arguments, 0));
    }

    private static String stripped(String text, List<@Nullable Object> arguments, boolean left, boolean right) {
        String which = arguments.isEmpty() || arguments.getFirst() == null ? "" : argument(arguments, 0);
        int begin = 0;
        int end = text.length();
        while (left && begin < end && strips(text.charAt(begin), which)) {
            begin++;
        }
        while (right && end > begin && strips(text.charAt(end - 1), which)) {
            end--;
        }
        return text.substring(begin, end);
    }

    private static boolean strips(char letter, String which) {
        return which.isEmpty() ? Character.isWhitespace(letter) : which.indexOf(letter) >= 0;
    }

    private static List<@Nullable Object> split(String text, List<@Nullable Object> arguments) {
        List<@Nullable Object> parts = new ArrayList<>();
        if (arguments.isEmpty() || arguments.getFirst() == null) {
            text.strip()
                    .lines()
                    .flatMap(line -> List.of(line.strip().split("\\s+")).stream())
                    .filter(part -> !part.isEmpty())
                    .limit(Budget.MAX_LIST)
                    .forEach(parts::add);
            return parts;
        }
        String separator = argument(arguments, 0);
        if (separator.isEmpty()) {
            throw new TemplateException("it splits a text at nothing");
        }
        long most = arguments.size() > 1 ? Values.whole(arguments.get(1)) : -1;
        int begin = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, begin)) {
            if (parts.size() == most || parts.size() == Budget.MAX_LIST) {
                break;
            }
            parts.add(text.substring(begin, at));
            begin = at + separator.length();
        }
        parts.add(text.substring(begin));
        return parts;
    }
}

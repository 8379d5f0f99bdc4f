package dev.mainnet.runner.template;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** JSON as Python writes it: a space after each comma and colon. */
final class JsonText {
    private static final JsonMapper JSON = new JsonMapper();

    private JsonText() {}

    static String of(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    private static void write(@Nullable Object value, StringBuilder text) {
        if (text.length() > Budget.MAX_TEXT) {
            throw new TemplateException("it makes a text that is too long");
        }
        switch (value) {
            case Map<?, ?> map -> {
                String separator = "{";
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    text.append(separator)
                            .append(JSON.writeValueAsString(String.valueOf(entry.getKey())))
                            .append(": ");
                    write(entry.getValue(), text);
                    separator = ", ";
                }
                text.append(map.isEmpty() ? "{}" : "}");
            }
            case Collection<?> list -> {
                String separator = "[";
                for (Object element : list) {
                    text.append(separator);
                    write(element, text);
                    separator = ", ";
                }
                text.append(list.isEmpty() ? "[]" : "]");
            }
            case null -> text.append("null");
            case Boolean _, Long _, Double _ -> text.append(value);
            default -> text.append(JSON.writeValueAsString(value.toString()));
        }
    }
}

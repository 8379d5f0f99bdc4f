package dev.mainnet.testing.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comment as Markdown.
 *
 * @param text before the first tag
 * @param parameters what is said of each
 */
record Javadoc(String text, Map<String, String> parameters) {

    private static final Pattern TAG = Pattern.compile("(?m)^\\s*@(?=\\w)");
    private static final Pattern INLINE = Pattern.compile("\\{@\\w+\\s+((?:[^{}]|\\{[^{}]*})*)}");

    static Javadoc of(String comment) {
        List<String> parts = TAG.splitAsStream(comment).toList();
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : parts.subList(1, parts.size())) {
            String[] words = part.split("\\s+", 3);
            if (words.length == 3 && words[0].equals("param")) {
                parameters.put(words[1], markdown(words[2]));
            }
        }
        return new Javadoc(markdown(parts.getFirst()), parameters);
    }

    private static String markdown(String text) {
        return INLINE.matcher(text)
                .replaceAll(inline -> Matcher.quoteReplacement("`" + inline.group(1) + "`"))
                .replace("<p>", "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}

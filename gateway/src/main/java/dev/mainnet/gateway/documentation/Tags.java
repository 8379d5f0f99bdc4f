package dev.mainnet.gateway.documentation;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Under which heading an operation stands: the first word of its path, or the older API or wire format that it belongs to. */
final class Tags {

    static final String PLATFORM = "platform";

    private record Rule(Pattern paths, String tag) {}

    private static final Pattern NATIVE = Pattern.compile("/api/v1/(?:user/)?([^/]+).*");

    private static final List<Rule> OTHERS = List.of(
            new Rule(Pattern.compile("/v1/.*"), "OpenAI"),
            new Rule(Pattern.compile("/(api|payment)/.*"), "deploy and credits"),
            new Rule(Pattern.compile("/(auth|datasets|training|models|webhooks)(/.*)?"), "deep learning"),
            new Rule(Pattern.compile("/atlas/.*"), "atlas"),
            new Rule(Pattern.compile("/kraken/.*"), "kraken"));

    private Tags() {}

    static String of(String path) {
        Matcher own = NATIVE.matcher(path);
        if (own.matches()) {
            return own.group(1);
        }
        return OTHERS.stream()
                .filter(rule -> rule.paths().matcher(path).matches())
                .map(Rule::tag)
                .findFirst()
                .orElse(PLATFORM);
    }
}

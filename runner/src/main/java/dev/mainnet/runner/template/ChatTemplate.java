package dev.mainnet.runner.template;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a model wants the messages of a conversation written down as one text. */
public final class ChatTemplate {
    private static final int MAX_SOURCE = 1 << 18;
    private static final Map<Character, String> DATE_PARTS = Map.of(
            'd', "dd", 'm', "MM", 'Y', "uuuu", 'y', "uu", 'b', "MMM", 'B', "MMMM", 'H', "HH", 'M', "mm", 'A', "EEEE",
            'S', "ss");

    private final List<Node> nodes;
    private final Clock clock;

    private ChatTemplate(List<Node> nodes, Clock clock) {
        this.nodes = nodes;
        this.clock = clock;
    }

    /** @throws TemplateException where it is not understood */
    public static ChatTemplate parse(String source) {
        return parse(source, Clock.systemUTC());
    }

    static ChatTemplate parse(String source, Clock clock) {
        if (source.length() > MAX_SOURCE) {
            throw new TemplateException("it has more than " + MAX_SOURCE + " characters");
        }
        return new ChatTemplate(TemplateParser.parse(source), clock);
    }

    /**
     * The text that the model continues with the assistant's next message.
     *
     * @param messages each with {@code role} and {@code content}
     * @throws TemplateException where the template refuses the messages, or takes too long
     */
    public String render(List<Map<String, String>> messages, String beginText, String endText) {
        Scope scope = new Scope(new Budget());
        List<Map<String, String>> mutable = new ArrayList<>(messages);
        scope.set("messages", mutable);
        scope.set("bos_token", beginText);
        scope.set("eos_token", endText);
        scope.set("add_generation_prompt", true);
        scope.set("tools", null);
        scope.set("documents", null);
        scope.set("range", (Callable) (arguments, _) -> range(arguments));
        scope.set("namespace", (Callable) (_, named) -> {
            Node.Namespace namespace = new Node.Namespace();
            namespace.putAll(named);
            return namespace;
        });
        scope.set("dict", (Callable) (_, named) -> new LinkedHashMap<>(named));
        scope.set("raise_exception", (Callable) (arguments, _) -> {
            throw new TemplateException(arguments.isEmpty() ? "it refuses" : Values.text(arguments.getFirst()));
        });
        scope.set("strftime_now", (Callable) (arguments, _) -> date(Values.text(arguments.getFirst())));
        StringBuilder output = new StringBuilder();
        Node.renderAll(nodes, scope.inner(), output);
        return output.toString();
    }

    private static List<@Nullable Object> range(List<@Nullable Object> arguments) {
        long from = arguments.size() > 1 ? Values.whole(arguments.get(0)) : 0;
        long to = Values.whole(arguments.get(arguments.size() > 1 ? 1 : 0));
        long step = arguments.size() > 2 ? Values.whole(arguments.get(2)) : 1;
        List<@Nullable Object> numbers = new ArrayList<>();
        for (long number = from; step > 0 ? number < to : number > to; number += step) {
            if (numbers.size() == Budget.MAX_LIST || step == 0) {
                throw new TemplateException("it makes a range of more than " + Budget.MAX_LIST + " numbers");
            }
            numbers.add(number);
        }
        return numbers;
    }

    private String date(String pattern) {
        ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            String part =
                    pattern.charAt(i) == '%' && i + 1 < pattern.length() ? DATE_PARTS.get(pattern.charAt(i + 1)) : null;
            if (part == null) {
                text.append(pattern.charAt(i));
            } else {
                text.append(now.format(DateTimeFormatter.ofPattern(part, Locale.ENGLISH)));
                i++;
            }
        }
        return text.toString();
    }
}

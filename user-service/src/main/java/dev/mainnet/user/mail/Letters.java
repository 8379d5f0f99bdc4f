package dev.mainnet.user.mail;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Writes letters from the templates in the resources under {@code mail/}. HTML escapes every value, plain text none. */
@Component
final class Letters {

    private record Pair(Template text, Template html) {}

    private final Map<MailTemplate, Pair> templates = new EnumMap<>(MailTemplate.class);

    Letters() {
        Mustache.Compiler text = Mustache.compiler().escapeHTML(false).withLoader(name -> resource(name + ".txt"));
        Mustache.Compiler html = Mustache.compiler().escapeHTML(true).withLoader(name -> resource(name + ".html"));
        for (MailTemplate template : MailTemplate.values()) {
            String name = template.resource();
            templates.put(template, new Pair(text.loadTemplate(name), html.loadTemplate(name)));
        }
    }

    Letter write(MailTemplate template, Map<String, String> values) {
        Map<String, String> shown = new HashMap<>(values);
        shown.put("subject", template.subject());
        Pair pair = Objects.requireNonNull(templates.get(template));
        return new Letter(
                template.subject(), pair.text().execute(shown), pair.html().execute(shown));
    }

    private static Reader resource(String name) throws IOException {
        return new InputStreamReader(new ClassPathResource("mail/" + name).getInputStream(), StandardCharsets.UTF_8);
    }
}

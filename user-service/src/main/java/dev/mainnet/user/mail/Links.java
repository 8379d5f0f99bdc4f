package dev.mainnet.user.mail;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Addresses in mails: they lead to the gateway. */
@Component
public final class Links {

    private final String gateway;

    Links(MailProperties settings) {
        this.gateway = URI.create(settings.publicUrl()).toString().replaceAll("/+$", "");
    }

    /** A link with a query whose values are encoded. */
    public String to(String path, Map<String, String> query) {
        UriComponentsBuilder link = UriComponentsBuilder.fromUriString(gateway + path);
        new TreeMap<>(query).forEach((name, value) -> link.queryParam(name, "{" + name + "}"));
        return link.encode().buildAndExpand(Map.copyOf(query)).toUriString();
    }
}

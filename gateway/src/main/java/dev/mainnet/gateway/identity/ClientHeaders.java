package dev.mainnet.gateway.identity;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/** The headers by which a client could claim to be somebody; none of them reaches a service. */
final class ClientHeaders {

    private static final Set<String> NAMES = Set.of(
            "authorization",
            "proxy-authorization",
            "x-api-key",
            "cookie",
            "forwarded",
            "via",
            "x-real-ip",
            "x-client-ip",
            "true-client-ip",
            "x-remote-user",
            "x-original-url",
            "x-rewrite-url",
            "x-http-method-override");
    private static final List<String> PREFIXES = List.of(
            "x-forwarded", "x-user", "x-account", "x-identity", "x-auth", "x-role", "x-scope", "x-key", "x-mainnet");

    private ClientHeaders() {}

    static void drop(HttpHeaders headers) {
        List.copyOf(headers.headerNames()).stream()
                .filter(ClientHeaders::claimsIdentity)
                .forEach(headers::remove);
    }

    private static boolean claimsIdentity(String header) {
        // Some servers read X_User as X-User.
        String name = header.toLowerCase(Locale.ROOT).replace('_', '-');
        return NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith);
    }
}

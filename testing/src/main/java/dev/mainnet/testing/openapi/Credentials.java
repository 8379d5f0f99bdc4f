package dev.mainnet.testing.openapi;

import dev.mainnet.testing.openapi.Handlers.Handler;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** What a caller must show, by the rules that the service itself follows. The gateway's part of the document says what each is. */
final class Credentials {

    private static final List<String> OF_USERS = List.of("access_token", "api_key", "api_key_as_bearer");
    /** No API key ever holds it. */
    private static final String OF_SESSIONS_ONLY = "account";

    private final ApiDocument.Access access;
    private final JsonMapper json;

    Credentials(ApiDocument.Access access, JsonMapper json) {
        this.access = access;
        this.json = json;
    }

    ArrayNode of(Handler handler) {
        ArrayNode security = json.createArrayNode();
        String path = handler.path().replaceAll("\\{[^}]*}", "x");
        boolean open = isOpen(HttpMethod.valueOf(handler.verb().toUpperCase(Locale.ROOT)), path);
        if (open && has(handler, RequestAttribute.class)) {
            security.addObject().putArray("worker_token");
            return security;
        }
        if (open && !has(handler, AuthenticationPrincipal.class)) {
            return security;
        }
        if (open) {
            security.addObject();
        }
        Optional<String> scope = scope(path);
        for (String scheme : scope.filter(OF_SESSIONS_ONLY::equals).isPresent() ? OF_USERS.subList(0, 1) : OF_USERS) {
            ArrayNode scopes = security.addObject().putArray(scheme);
            if (!open) {
                scope.ifPresent(scopes::add);
            }
        }
        return security;
    }

    private boolean isOpen(HttpMethod method, String path) {
        return access.open().stream().anyMatch(matcher -> {
            var exchange = MockServerWebExchange.from(MockServerHttpRequest.method(method, path));
            return Objects.requireNonNull(
                            Mono.from(matcher.matches(exchange)).toFuture().join())
                    .isMatch();
        });
    }

    private Optional<String> scope(String path) {
        return access.scopes().entrySet().stream()
                .filter(rule ->
                        PathPatternParser.defaultInstance.parse(rule.getKey()).matches(PathContainer.parsePath(path)))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean has(Handler handler, Class<? extends Annotation> annotation) {
        return Arrays.stream(handler.method().getParameters())
                .anyMatch(parameter -> parameter.isAnnotationPresent(annotation));
    }
}

package dev.mainnet.gateway.dialect;

import dev.mainnet.defaults.error.ErrorBody;
import dev.mainnet.defaults.error.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Document 2, deploy and credits: {@code {"error": TEXT}}, and three texts of its own about tokens. */
final class DeployAndCredits implements Dialect {

    private static final List<String> PATHS = List.of("/api/payment/", "/api/deploy/", "/api/auth/");

    /** Nobody has a token here: who is unauthorized gave a wrong password, or no API key. */
    private static final List<String> WITHOUT_TOKEN = List.of("/api/auth/", "/api/deploy/invoke/");

    /** The body of all its errors. */
    record TextBody(String error) {}

    static boolean isAt(String path) {
        return PATHS.stream().anyMatch((path + "/")::startsWith);
    }

    @Override
    public String schema() {
        return "TextError";
    }

    @Override
    public Refusal told(HttpStatusCode status, ErrorBody error, ServerHttpRequest request) {
        boolean aboutToken = error.error().equals(ErrorCode.UNAUTHORIZED.text())
                && !request.getHeaders().containsHeader("x-api-key")
                && WITHOUT_TOKEN.stream().noneMatch(request.getPath().value()::startsWith);
        return aboutToken
                ? ofToken(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION))
                : new Refusal(status, new TextBody(text(error)));
    }

    /** Speaks of the request as the document does, where the service speaks of the one that it made of it. */
    private static String text(ErrorBody error) {
        return OneText.of(error, field -> field.startsWith("messages") ? "input" : field)
                .replace("max_tokens", "maxTokens");
    }

    private static Refusal ofToken(@Nullable String authorization) {
        if (authorization == null || authorization.isEmpty()) {
            return new Refusal(HttpStatus.UNAUTHORIZED, new TextBody("No token provided"));
        }
        int space = authorization.indexOf(' ');
        boolean missing = space < 0 || authorization.substring(space + 1).isBlank();
        return missing
                ? new Refusal(HttpStatus.UNAUTHORIZED, new TextBody("Token missing"))
                : new Refusal(HttpStatus.FORBIDDEN, new TextBody("Invalid token"));
    }
}

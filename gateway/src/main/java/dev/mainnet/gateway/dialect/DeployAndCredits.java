package dev.mainnet.gateway.dialect;

import dev.mainnet.defaults.error.ErrorBody;
import dev.mainnet.defaults.error.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** Document 2, deploy and credits: {@code {"error": TEXT}}, and three texts of its own about tokens. */
final class DeployAndCredits {

    private static final List<String> PATHS = List.of("/api/payment/", "/api/deploy/", "/api/auth/");

    private DeployAndCredits() {}

    /** An error as the document spells it. */
    record Refusal(HttpStatusCode status, TextBody body) {}

    /** The body of all its errors. */
    record TextBody(String error) {}

    static boolean isAt(String path) {
        return PATHS.stream().anyMatch((path + "/")::startsWith);
    }

    /** Says what a native error is here. */
    static Refusal of(HttpStatusCode status, ErrorBody error, HttpHeaders asked) {
        boolean aboutToken = error.error().equals(ErrorCode.UNAUTHORIZED.text()) && !asked.containsHeader("x-api-key");
        return aboutToken
                ? ofToken(asked.getFirst(HttpHeaders.AUTHORIZATION))
                : new Refusal(status, new TextBody(error.message()));
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

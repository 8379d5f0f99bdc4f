package dev.mainnet.gateway.dialect;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorBody;
import dev.mainnet.defaults.error.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * OpenAI's wire format: {@code {"error": {"message", "type", "param", "code"}}}, all four always there. Types and codes are OpenAI's own
 * (its API reference, "Error codes") where it has one for what happened, so that its clients react as they do to OpenAI.
 */
final class OpenAi implements Dialect {

    private static final String ROOT = "/v1/";
    private static final String INVALID_REQUEST = "invalid_request_error";
    private static final Map<String, String> NO_RETRY = Map.of("x-should-retry", "false");

    /** Where models are asked for; nothing else is offered in this format. */
    private static final Pattern OFFERED = Pattern.compile("/v1/(chat/completions|models(/.*)?)");

    /** The body of all its errors. */
    record ErrorEnvelope(Fault error) {}

    /** @param param the member of the request that is at fault */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Fault(
            String message,
            String type,
            @Nullable String param,
            @Nullable String code) {}

    private record Kind(String type, @Nullable String code) {}

    static boolean isAt(String path) {
        return (path + "/").startsWith(ROOT);
    }

    @Override
    public String schema() {
        return "OpenAiError";
    }

    @Override
    public Refusal told(HttpStatusCode status, ErrorBody error, ServerHttpRequest request) {
        String path = request.getPath().value();
        if (error.error().equals(ErrorCode.NOT_FOUND.text())
                && !OFFERED.matcher(path).matches()) {
            String message = "Invalid URL (" + request.getMethod() + " " + path + ")";
            return new Refusal(status, new ErrorEnvelope(new Fault(message, INVALID_REQUEST, null, "unknown_url")));
        }
        List<ApiException.Detail> details = error.details() == null ? List.of() : error.details();
        Kind kind = kind(error.error(), status);
        boolean isInvalid = kind.type().equals(INVALID_REQUEST);
        ApiException.Detail first = details.isEmpty() ? null : details.getFirst();
        String param = isInvalid && first != null ? first.field() : null;
        String code = first != null && first.code() != null ? first.code() : kind.code();
        return new Refusal(
                status,
                new ErrorEnvelope(new Fault(OneText.of(error), kind.type(), param, code)),
                isForGood(error) ? NO_RETRY : Map.of());
    }

    /** OpenAI's clients try every 409 again; of an answer that was not kept another try finds no more. */
    private static boolean isForGood(ErrorBody error) {
        return error.error().equals(ErrorCode.CONFLICT.text()) && error.retryAfter() == null;
    }

    private static Kind kind(String error, HttpStatusCode status) {
        if (error.equals(ErrorCode.UNAUTHORIZED.text())) {
            return new Kind(INVALID_REQUEST, "invalid_api_key");
        }
        if (error.equals(ErrorCode.INSUFFICIENT_CREDITS.text())) {
            return new Kind("insufficient_quota", "insufficient_quota");
        }
        if (error.equals(ErrorCode.RATE_LIMIT_EXCEEDED.text())) {
            return new Kind("rate_limit_error", "rate_limit_exceeded");
        }
        if (error.equals(ErrorCode.FORBIDDEN.text())) {
            return new Kind("permission_error", error);
        }
        if (status.is5xxServerError()) {
            return new Kind("server_error", error);
        }
        if (error.equals(ErrorCode.NOT_FOUND.text())) {
            return new Kind(INVALID_REQUEST, "model_not_found");
        }
        return new Kind(INVALID_REQUEST, error.equals(ErrorCode.VALIDATION_ERROR.text()) ? null : error);
    }
}

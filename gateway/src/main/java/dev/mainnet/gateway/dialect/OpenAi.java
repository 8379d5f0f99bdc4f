package dev.mainnet.gateway.dialect;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorBody;
import dev.mainnet.defaults.error.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    /** Details whose field is such a code are the code itself, not the member at fault. */
    private static final Map<String, String> PARAM_BY_CODE = Map.of("context_length_exceeded", "messages");

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
    public Refusal told(HttpStatusCode status, ErrorBody error, ServerHttpRequest request) {
        List<ApiException.Detail> details = error.details() == null ? List.of() : error.details();
        Kind kind = kind(error.error(), status);
        String field = details.isEmpty() ? null : details.getFirst().field();
        String param = kind.type().equals(INVALID_REQUEST) ? field : null;
        String code = kind.code();
        if (param != null && PARAM_BY_CODE.containsKey(param)) {
            code = param;
            param = PARAM_BY_CODE.get(param);
        }
        return new Refusal(
                status, new ErrorEnvelope(new Fault(message(error.message(), details), kind.type(), param, code)));
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

    /** The format has no place for details, so they are told in the one text. */
    private static String message(String message, List<ApiException.Detail> details) {
        return details.isEmpty()
                ? message
                : details.stream().map(OpenAi::inWords).collect(Collectors.joining("; ", message + ": ", ""));
    }

    private static String inWords(ApiException.Detail detail) {
        return (PARAM_BY_CODE.containsKey(detail.field()) ? "" : detail.field() + " ") + detail.message();
    }
}

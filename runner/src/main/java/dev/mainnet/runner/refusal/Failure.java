package dev.mainnet.runner.refusal;

import dev.mainnet.onnx.OnnxException;
import dev.mainnet.runner.gguf.NotGgufException;
import dev.mainnet.runner.llama.LlamaException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ResponseStatusException;

/** What a caller is told of an error. */
public record Failure(HttpStatusCode status, String message, Optional<String> parameter, Optional<String> code) {
    private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

    private Failure(HttpStatusCode status, @Nullable String message) {
        this(status, String.valueOf(message), Optional.empty(), Optional.empty());
    }

    /** An error that nobody foresaw is logged, and told as nothing more than that. */
    public static Failure of(Throwable error) {
        return switch (error) {
            case Refusal refusal ->
                new Failure(
                        refusal.status(), String.valueOf(refusal.getMessage()), refusal.parameter(), refusal.code());
            case OnnxException onnx -> new Failure(status(onnx), onnx.getMessage());
            case NotGgufException gguf -> new Failure(HttpStatus.BAD_REQUEST, gguf.getMessage());
            case LlamaException llama -> new Failure(HttpStatus.BAD_REQUEST, llama.getMessage());
            case ResponseStatusException standard ->
                new Failure(
                        standard.getStatusCode(),
                        standard.getReason() == null ? standard.getStatusCode().toString() : standard.getReason());
            default -> {
                LOG.error("A call failed unexpectedly", error);
                yield new Failure(HttpStatus.INTERNAL_SERVER_ERROR, "Internal error");
            }
        };
    }

    private static HttpStatus status(OnnxException error) {
        return switch (error) {
            case OnnxException.NotAModel _,
                    OnnxException.ExternalData _,
                    OnnxException.UnsupportedOperator _,
                    OnnxException.UnsupportedModel _,
                    OnnxException.InvalidInput _,
                    OnnxException.RunFailed _ -> HttpStatus.BAD_REQUEST;
            case OnnxException.OutputTooLarge _ -> HttpStatus.CONTENT_TOO_LARGE;
            case OnnxException.RunTimedOut _ -> HttpStatus.GATEWAY_TIMEOUT;
            case OnnxException.RunCancelled _ -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }

    /** {@code {"error": {"message", "type", "param", "code"}}}. */
    public Map<String, Object> openAiBody() {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("message", message);
        error.put("type", status.is4xxClientError() ? "invalid_request_error" : "server_error");
        error.put("param", parameter.orElse(null));
        error.put("code", code.orElse(null));
        return Map.of("error", error);
    }
}

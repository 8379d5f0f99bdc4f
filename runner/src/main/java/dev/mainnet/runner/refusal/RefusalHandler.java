package dev.mainnet.runner.refusal;

import dev.mainnet.onnx.OnnxException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Answers every error as the protocol does: {@code {"error": TEXT}}. */
@Component
@Order(-2) // before Spring Boot's own handler, which is at -1
final class RefusalHandler implements WebExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalHandler.class);

    private final JsonMapper json;

    RefusalHandler(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(error);
        }
        if (error instanceof Refusal refusal) {
            refusal.retryAfter()
                    .ifPresent(delay ->
                            response.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(delay.toSeconds())));
        }
        response.setStatusCode(status(error));
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        byte[] body = json.writeValueAsBytes(Map.of("error", message(error)));
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    private static HttpStatusCode status(Throwable error) {
        return switch (error) {
            case Refusal refusal -> refusal.status();
            case OnnxException onnx -> status(onnx);
            case ResponseStatusException standard -> standard.getStatusCode();
            default -> HttpStatus.INTERNAL_SERVER_ERROR;
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

    private static String message(Throwable error) {
        return switch (error) {
            case Refusal refusal -> String.valueOf(refusal.getMessage());
            case OnnxException onnx -> String.valueOf(onnx.getMessage());
            case ResponseStatusException standard ->
                standard.getReason() == null ? standard.getStatusCode().toString() : standard.getReason();
            default -> {
                LOG.error("A call failed unexpectedly", error);
                yield "Internal error";
            }
        };
    }
}

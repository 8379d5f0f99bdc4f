package dev.mainnet.runner.refusal;

import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Answers every error as the protocol of its path does: {@code {"error": TEXT}}, or OpenAI's object under {@code /v1/}. */
@Component
@Order(-2) // before Spring Boot's own handler, which is at -1
final class RefusalHandler implements WebExceptionHandler {
    private static final String OPENAI = "/v1/";

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
        Failure failure = Failure.of(error);
        response.setStatusCode(failure.status());
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        boolean openAi = exchange.getRequest().getPath().value().startsWith(OPENAI);
        byte[] body = json.writeValueAsBytes(openAi ? failure.openAiBody() : Map.of("error", failure.message()));
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}

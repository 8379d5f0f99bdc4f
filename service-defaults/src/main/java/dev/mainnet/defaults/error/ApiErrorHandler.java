package dev.mainnet.defaults.error;

import dev.mainnet.defaults.request.RequestId;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import tools.jackson.databind.json.JsonMapper;

/** Answers every failure of a request with the documented body. An answer that has already begun can only be broken off. */
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
public final class ApiErrorHandler implements ErrorWebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApiErrorHandler.class);

    private final JsonMapper json;

    public ApiErrorHandler(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        var response = exchange.getResponse();
        if (response.isCommitted() || isDisconnect(failure)) {
            return Mono.error(failure);
        }
        ApiException refusal = Refusals.of(failure);
        ErrorBody body = ErrorBody.of(refusal, RequestId.of(exchange));
        if (refusal.code().status().is5xxServerError()) {
            log(exchange, refusal, failure);
        }
        response.setStatusCode(refusal.code().status());
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        if (body.retryAfter() != null) {
            response.getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(body.retryAfter()));
        }
        byte[] bytes = json.writeValueAsBytes(body);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(bytes)));
    }

    private static void log(ServerWebExchange exchange, ApiException refusal, Throwable failure) {
        String request = exchange.getRequest().getMethod() + " "
                + exchange.getRequest().getPath().value() + " [" + RequestId.of(exchange) + "]";
        if (refusal.code() == ErrorCode.INTERNAL_ERROR) {
            LOG.error("{} failed", request, failure);
        } else {
            LOG.warn("{}: {}", request, refusal.code().text());
        }
    }

    /** Whether the caller has gone away. Reactor Netty's own exception says so while the request is still awaited or read. */
    private static boolean isDisconnect(Throwable failure) {
        return failure instanceof AbortedException
                || (failure instanceof IOException
                        && String.valueOf(failure.getMessage()).matches(".*(Broken pipe|Connection reset).*"));
    }
}

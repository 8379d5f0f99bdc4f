package dev.mainnet.model.runner;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import io.netty.handler.timeout.ReadTimeoutException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Says what a runner's failure means for the call. Nobody is charged for any of them. */
final class RunnerErrors {

    private static final int LONGEST_REASON = 1_000;
    private static final Duration SOON = Duration.ofSeconds(1);

    private RunnerErrors() {}

    static ApiException unavailable() {
        return new ApiException(ErrorCode.UNAVAILABLE, "No runner for models can be reached at the moment")
                .withRetryAfter(SOON);
    }

    static ApiException malformed() {
        return new ApiException(ErrorCode.UPSTREAM_ERROR, "The runner's answer cannot be read");
    }

    static Throwable ofFailure(Throwable failure) {
        if (failure instanceof ApiException || failure instanceof RunnerException) {
            return failure;
        }
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .flatMap(cause -> Stream.ofNullable(known(cause)))
                .findFirst()
                .orElseGet(() ->
                        new ApiException(ErrorCode.UPSTREAM_ERROR, "The runner broke off in the middle of the call"));
    }

    @SuppressWarnings("NullAway") // Stream.ofNullable above takes the null of "not known"
    private static RuntimeException known(Throwable cause) {
        return switch (cause) {
            case ConnectException e -> new RunnerException.Unreachable();
            case UnknownHostException e -> new RunnerException.Unreachable();
            case ReadTimeoutException e -> timeout();
            case PoolAcquireTimeoutException e -> busy();
            case PoolAcquirePendingLimitException e -> busy();
            case TimeoutException e -> timeout();
            case DataBufferLimitException e ->
                new ApiException(ErrorCode.UPSTREAM_ERROR, "The model's answer is larger than this platform takes");
            default -> null;
        };
    }

    /** The error that an answer other than 2xx means. */
    static <T> Mono<T> ofAnswer(ClientResponse response) {
        int status = response.statusCode().value();
        return response.bodyToMono(JsonNode.class)
                .map(body -> body.path("error"))
                .onErrorReturn(JsonNodeFactory.instance.missingNode())
                .defaultIfEmpty(JsonNodeFactory.instance.missingNode())
                .flatMap(error -> Mono.error(ofStatus(status, error)));
    }

    /** The reason as it stands there, or in OpenAI's object. */
    private static String reason(JsonNode error) {
        return error.isObject() ? error.path("message").asString("") : error.asString("");
    }

    private static RuntimeException ofStatus(int status, JsonNode error) {
        String reason = shortened(reason(error));
        return switch (status) {
            case 400 ->
                new RunnerException.Refused(
                        reason.isEmpty() ? "The runner refuses it" : reason,
                        error.path("code").asString("").equals(ApiException.CONTEXT_LENGTH_EXCEEDED));
            case 404 -> new RunnerException.UnknownModel();
            case 413 ->
                new ApiException(
                        ErrorCode.PAYLOAD_TOO_LARGE, reason.isEmpty() ? "Larger than the runner takes" : reason);
            case 429, 503 -> busy();
            case 408, 504 -> timeout();
            default -> new ApiException(ErrorCode.UPSTREAM_ERROR, "The runner failed to run the model");
        };
    }

    private static ApiException busy() {
        return new ApiException(ErrorCode.UNAVAILABLE, "The runners are busy").withRetryAfter(SOON);
    }

    private static ApiException timeout() {
        return new ApiException(ErrorCode.UPSTREAM_TIMEOUT, "The model did not answer in time");
    }

    private static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }
}

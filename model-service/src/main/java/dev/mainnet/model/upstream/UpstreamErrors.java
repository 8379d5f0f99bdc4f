package dev.mainnet.model.upstream;

import dev.mainnet.defaults.egress.Egress;
import dev.mainnet.defaults.error.ApiException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says what a provider's failure means. All wire formats agree on HTTP's codes and on {@code error.message}. */
final class UpstreamErrors {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST_REASON = 500;
    static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private UpstreamErrors() {}

    /** The failure that an exception of HTTP or of reading means. */
    static UpstreamFailure ofFailure(Throwable failure) {
        if (Egress.isRefusal(failure)) {
            return new UpstreamFailure.Failed("The provider's address is not public");
        }
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .flatMap(cause -> Stream.ofNullable(known(cause)))
                .findFirst()
                .orElseGet(UpstreamFailure.Failed::passing);
    }

    @SuppressWarnings("NullAway") // Stream.ofNullable above takes the null of "not known"
    private static UpstreamFailure known(Throwable cause) {
        return switch (cause) {
            case UpstreamFailure e -> e;
            case ApiException e -> ofApi(e);
            case PoolAcquireTimeoutException e -> new UpstreamFailure.Busy(SOON);
            case PoolAcquirePendingLimitException e -> new UpstreamFailure.Busy(SOON);
            case TimeoutException e -> new UpstreamFailure.TimedOut();
            case DataBufferLimitException e -> unreadable();
            case JacksonException e -> unreadable();
            default -> null;
        };
    }

    /** Our own runner's errors come as those of the public API. */
    private static UpstreamFailure ofApi(ApiException error) {
        return switch (error.code()) {
            case UNAVAILABLE -> new UpstreamFailure.Busy(error.retryAfter().orElse(SOON));
            case UPSTREAM_TIMEOUT -> new UpstreamFailure.TimedOut();
            case VALIDATION_ERROR -> new UpstreamFailure.Refused(error.text(), null);
            default -> new UpstreamFailure.Failed(error.text());
        };
    }

    static UpstreamFailure.Failed unreadable() {
        return new UpstreamFailure.Failed("The model's provider answered what cannot be read");
    }

    /** The failure that an answer other than 2xx means. */
    static <T> Mono<T> ofAnswer(ClientResponse response) {
        int status = response.statusCode().value();
        Duration wait = retryAfter(response.headers().asHttpHeaders());
        return response.bodyToMono(byte[].class)
                .onErrorReturn(new byte[0])
                .defaultIfEmpty(new byte[0])
                .flatMap(body -> Mono.error(ofStatus(status, error(body), wait)));
    }

    static UpstreamFailure ofStatus(int status, JsonNode error, Duration wait) {
        return switch (status) {
            case 400, 413, 422 ->
                new UpstreamFailure.Refused(
                        reason(error),
                        error.path("param").isString() ? error.path("param").asString() : null);
            case 401, 403 -> new UpstreamFailure.Unauthorized();
            case 402 -> new UpstreamFailure.Failed("The model's provider wants to be paid by the deployment's owner");
            case 404 -> new UpstreamFailure.Failed("The model's provider does not know the model");
            case 408, 504 -> new UpstreamFailure.TimedOut();
            case 429 ->
                error.path("code").asString("").equals("insufficient_quota")
                        ? new UpstreamFailure.Failed("The deployment's owner has used up what the provider allows")
                        : new UpstreamFailure.Busy(wait);
            case 503, 529 -> new UpstreamFailure.Busy(wait);
            default ->
                status >= 500
                        ? UpstreamFailure.Failed.passing()
                        : new UpstreamFailure.Failed("The model's provider answered with status " + status);
        };
    }

    /** The provider's reason, which may go to a stranger: one line of readable text. */
    static String reason(JsonNode error) {
        JsonNode told = error.isString() ? error : error.path("message");
        String reason = told.asString("").replaceAll("\\p{Cntrl}+", " ").strip();
        if (reason.isEmpty()) {
            return "The model's provider does not take this request";
        }
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }

    private static JsonNode error(byte[] body) {
        try {
            JsonNode read = JSON.readTree(body);
            // Gemini answers a list of one when it was asked for a stream.
            JsonNode answer = read.isArray() && !read.isEmpty() ? read.get(0) : read;
            return answer.path("error");
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }

    private static Duration retryAfter(HttpHeaders headers) {
        Duration wait = parse(headers.getFirst(HttpHeaders.RETRY_AFTER));
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private static Duration parse(@Nullable String header) {
        if (header == null) {
            return SOON;
        }
        try {
            return header.matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(header))
                    : Duration.between(
                            Instant.now(),
                            ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeException e) {
            return SOON;
        }
    }
}

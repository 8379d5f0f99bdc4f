package dev.mainnet.model.upstream;

import dev.mainnet.defaults.egress.Egress;
import dev.mainnet.defaults.error.ApiException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
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
    private static final Pattern PARAM = Pattern.compile("[\\w.\\[\\]]{1,100}");
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
            case VALIDATION_ERROR -> refused(error);
            case PAYLOAD_TOO_LARGE -> new UpstreamFailure.Refused(error.text(), "messages", true);
            default -> new UpstreamFailure.Failed(error.text());
        };
    }

    /** Only what looks like the name of a member: it comes from a stranger. */
    private static @Nullable String param(JsonNode param) {
        return param.isString() && PARAM.matcher(param.asString()).matches() ? param.asString() : null;
    }

    private static UpstreamFailure.Refused refused(ApiException error) {
        return error.details().stream()
                .findFirst()
                .map(detail -> new UpstreamFailure.Refused(
                        detail.message(), detail.field(), ApiException.CONTEXT_LENGTH_EXCEEDED.equals(detail.code())))
                .orElseGet(() -> new UpstreamFailure.Refused(error.text(), null, false));
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
        return isOwnersAffair(error) ? new UpstreamFailure.Unauthorized() : ofStatusAlone(status, error, wait);
    }

    /** Some providers tell of wrong keys and empty accounts by a 400, as if the request were to blame. */
    private static boolean isOwnersAffair(JsonNode error) {
        boolean gemini = error.path("details")
                .valueStream()
                .anyMatch(detail -> detail.path("reason").asString("").startsWith("API_KEY_"));
        boolean openAi = error.path("code").asString("").equals("billing_hard_limit_reached");
        boolean anthropic = error.path("message").asString("").startsWith("Your credit balance is too low");
        return gemini || openAi || anthropic;
    }

    private static UpstreamFailure ofStatusAlone(int status, JsonNode error, Duration wait) {
        return switch (status) {
            case 400, 413, 422 ->
                new UpstreamFailure.Refused(
                        reason(error),
                        param(error.path("param")),
                        error.path("code").asString("").equals(ApiException.CONTEXT_LENGTH_EXCEEDED));
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

package dev.mainnet.defaults.error;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A refusal that the caller is told about. Code and message go into the answer as they are, so neither may hold a secret or what
 * another tenant owns.
 */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * What is wrong with one field, by the name that the caller used for it.
     *
     * @param code what programs may tell it by, where one is known to them
     */
    public record Detail(
            String field, String message, @Nullable String code) {

        public Detail(String field, String message) {
            this(field, message, null);
        }
    }

    /** The code of a prompt that is longer than a text model takes, by the name that OpenAI gave it. */
    public static final String CONTEXT_LENGTH_EXCEEDED = "context_length_exceeded";

    private final ErrorCode code;
    private final String text;
    private final transient List<Detail> details;
    private final @Nullable Duration retryAfter;

    public ApiException(ErrorCode code, String message) {
        this(code, message, List.of(), null);
    }

    private ApiException(ErrorCode code, String message, List<Detail> details, @Nullable Duration retryAfter) {
        super(message, null, false, false);
        this.code = code;
        this.text = message;
        this.details = details;
        this.retryAfter = retryAfter;
    }

    /** A 400 that names one field. */
    public static ApiException invalid(String field, String message) {
        return new ApiException(ErrorCode.VALIDATION_ERROR, "Invalid input data").withDetail(field, message);
    }

    /** A 404 that says no more than that: what belongs to another is answered like what does not exist. */
    public static ApiException notFound(String what) {
        return new ApiException(ErrorCode.NOT_FOUND, what + " not found");
    }

    /** A 400: the prompt is longer than the model takes. */
    public static ApiException contextExceeded(String message) {
        return new ApiException(
                ErrorCode.VALIDATION_ERROR,
                "Invalid input data",
                List.of(new Detail("messages", message, CONTEXT_LENGTH_EXCEEDED)),
                null);
    }

    public ApiException withDetail(String field, String message) {
        List<Detail> more = Stream.concat(details.stream(), Stream.of(new Detail(field, message)))
                .toList();
        return new ApiException(code, text, more, retryAfter);
    }

    /** Calls a field by the name that the caller used, where it is not ours. */
    public ApiException withFieldName(String ours, String callers) {
        List<Detail> named = details.stream()
                .map(detail ->
                        detail.field().equals(ours) ? new Detail(callers, detail.message(), detail.code()) : detail)
                .toList();
        return new ApiException(code, text, named, retryAfter);
    }

    /** Tells the caller when it is worth trying again; rounded up to whole seconds. */
    public ApiException withRetryAfter(Duration wait) {
        return new ApiException(code, text, details, wait);
    }

    public ErrorCode code() {
        return code;
    }

    public String text() {
        return text;
    }

    public List<Detail> details() {
        return details;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}

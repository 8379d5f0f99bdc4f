package dev.mainnet.runner.refusal;

import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** A call that the runner does not serve; the message is meant for the caller. */
public final class Refusal extends RuntimeException {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final HttpStatus status;
    private final Optional<String> parameter;
    private final Optional<String> code;

    private Refusal(HttpStatus status, String message) {
        this(status, message, Optional.empty(), Optional.empty());
    }

    private Refusal(HttpStatus status, String message, Optional<String> parameter, Optional<String> code) {
        super(message);
        this.status = status;
        this.parameter = parameter;
        this.code = code;
    }

    /** 400: the request is wrong and will stay so. */
    public static Refusal invalid(String message) {
        return new Refusal(HttpStatus.BAD_REQUEST, message);
    }

    /** 400: that part of the request is wrong. */
    public static Refusal parameter(String parameter, String message) {
        return new Refusal(HttpStatus.BAD_REQUEST, message, Optional.of(parameter), Optional.empty());
    }

    /** 400: the prompt is longer than the model takes. */
    public static Refusal contextExceeded(String message) {
        return new Refusal(
                HttpStatus.BAD_REQUEST, message, Optional.of("messages"), Optional.of("context_length_exceeded"));
    }

    /** 404. */
    public static Refusal notFound(String message) {
        return new Refusal(HttpStatus.NOT_FOUND, message, Optional.of("model"), Optional.of("model_not_found"));
    }

    /** 413: the request, or the model in it, is larger than a setting allows. */
    public static Refusal tooLarge(String message) {
        return new Refusal(HttpStatus.CONTENT_TOO_LARGE, message);
    }

    /** 503 with Retry-After: the same request may succeed in a moment. */
    public static Refusal busy(String message) {
        return new Refusal(HttpStatus.SERVICE_UNAVAILABLE, message);
    }

    /** 504: the call's time is over. */
    public static Refusal timedOut(String message) {
        return new Refusal(HttpStatus.GATEWAY_TIMEOUT, message);
    }

    /** 500: the runner could not do what it should have. */
    public static Refusal failed(String message) {
        return new Refusal(HttpStatus.INTERNAL_SERVER_ERROR, message);
    }

    HttpStatus status() {
        return status;
    }

    /** The part of the request that is wrong. */
    Optional<String> parameter() {
        return parameter;
    }

    /** OpenAI's word for it, where it has one. */
    Optional<String> code() {
        return code;
    }

    Optional<Duration> retryAfter() {
        return status == HttpStatus.SERVICE_UNAVAILABLE ? Optional.of(SOON) : Optional.empty();
    }
}

package dev.mainnet.runner.refusal;

import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** A call that the runner does not serve; the message is meant for the caller. */
public final class Refusal extends RuntimeException {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final HttpStatus status;

    private Refusal(HttpStatus status, String message) {
        super(message);
        this.status = status;
    }

    /** 400: the request is wrong and will stay so. */
    public static Refusal invalid(String message) {
        return new Refusal(HttpStatus.BAD_REQUEST, message);
    }

    /** 404. */
    public static Refusal notFound(String message) {
        return new Refusal(HttpStatus.NOT_FOUND, message);
    }

    /** 413: the request, or the model in it, is larger than a setting allows. */
    public static Refusal tooLarge(String message) {
        return new Refusal(HttpStatus.CONTENT_TOO_LARGE, message);
    }

    /** 503 with Retry-After: the same request may succeed in a moment. */
    public static Refusal busy(String message) {
        return new Refusal(HttpStatus.SERVICE_UNAVAILABLE, message);
    }

    HttpStatus status() {
        return status;
    }

    Optional<Duration> retryAfter() {
        return status == HttpStatus.SERVICE_UNAVAILABLE ? Optional.of(SOON) : Optional.empty();
    }
}

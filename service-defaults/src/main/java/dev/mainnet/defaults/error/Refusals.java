package dev.mainnet.defaults.error;

import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;

/** Says what the caller is told of any failure. What is not known here is an internal error of which nothing is revealed. */
public final class Refusals {

    /** PostgreSQL keeps no NUL, neither in a text nor in JSON. */
    private static final Set<String> NO_TEXT = Set.of("22021", "22P05");

    private Refusals() {}

    public static ApiException of(Throwable failure) {
        return find(failure, ApiException.class)
                .or(() -> find(failure, DataBufferLimitException.class)
                        .map(e -> new ApiException(ErrorCode.PAYLOAD_TOO_LARGE, "The request body is too large")))
                .or(() -> find(failure, R2dbcException.class)
                        .filter(e -> NO_TEXT.contains(String.valueOf(e.getSqlState())))
                        .map(e -> new ApiException(
                                ErrorCode.VALIDATION_ERROR, "The request holds a character that no text may hold")))
                .orElseGet(() -> translate(failure));
    }

    private static ApiException translate(Throwable failure) {
        return switch (failure) {
            case WebExchangeBindException e -> MalformedInput.ofBeanValidation(e);
            case HandlerMethodValidationException e -> MalformedInput.ofParameterValidation(e);
            case MissingRequestValueException e -> ApiException.invalid(e.getName(), "is missing");
            case ServerWebInputException e -> malformed(e);
            case ResponseStatusException e -> ofStatus(e.getStatusCode());
            case AuthenticationException e -> new ApiException(ErrorCode.UNAUTHORIZED, "Invalid or expired token");
            case AccessDeniedException e ->
                new ApiException(ErrorCode.FORBIDDEN, "You don't have permission to access this resource");
            case TransientDataAccessException e -> unavailable();
            case DataAccessResourceFailureException e -> unavailable();
            case TransactionException e -> unavailable();
            case R2dbcException e -> unavailable();
            default -> new ApiException(ErrorCode.INTERNAL_ERROR, "An unexpected error occurred");
        };
    }

    private static ApiException malformed(ServerWebInputException failure) {
        return find(failure, TypeMismatchException.class)
                .map(e -> ApiException.invalid(
                        Optional.ofNullable(failure.getMethodParameter())
                                .map(parameter -> parameter.getParameterName())
                                .orElse("parameter"),
                        "has the wrong type"))
                .orElseGet(() -> MalformedInput.ofJson(failure));
    }

    private static ApiException unavailable() {
        return new ApiException(ErrorCode.UNAVAILABLE, "The service is not available for the moment")
                .withRetryAfter(Duration.ofSeconds(1));
    }

    private static ApiException ofStatus(HttpStatusCode status) {
        return Stream.of(ErrorCode.values())
                .filter(code -> code.status().value() == status.value())
                .findFirst()
                .map(code -> new ApiException(code, message(code)))
                .orElseGet(() -> status.is4xxClientError()
                        ? new ApiException(ErrorCode.VALIDATION_ERROR, "Invalid request")
                        : new ApiException(ErrorCode.INTERNAL_ERROR, "An unexpected error occurred"));
    }

    private static String message(ErrorCode code) {
        return switch (code) {
            case NOT_FOUND -> "Resource not found";
            case METHOD_NOT_ALLOWED -> "This method is not offered here";
            case UNSUPPORTED_MEDIA_TYPE -> "This content type is not taken here";
            case NOT_ACCEPTABLE -> "None of the accepted content types is offered here";
            case PAYLOAD_TOO_LARGE -> "The request body is too large";
            case UNAUTHORIZED -> "Invalid or expired token";
            case UNAVAILABLE -> "The service is not available for the moment";
            case UPSTREAM_TIMEOUT -> "The service did not answer in time";
            case INTERNAL_ERROR -> "An unexpected error occurred";
            default -> code.status().getReasonPhrase();
        };
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        List<Throwable> causes = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .toList();
        return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }
}

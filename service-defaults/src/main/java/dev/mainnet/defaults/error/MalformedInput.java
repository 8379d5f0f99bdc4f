package dev.mainnet.defaults.error;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;

/** Names the field that is wrong in a body or query, as the caller spelled it. */
final class MalformedInput {

    /** The validator finds violations in any order; the same body shall get the same answer. */
    private static final Comparator<FieldError> IN_ORDER = Comparator.comparing(FieldError::getField)
            .thenComparing(error -> String.valueOf(error.getDefaultMessage()));

    private MalformedInput() {}

    static ApiException ofBeanValidation(WebExchangeBindException failure) {
        ApiException refusal = invalid();
        for (FieldError error :
                failure.getFieldErrors().stream().sorted(IN_ORDER).toList()) {
            refusal = refusal.withDetail(snakeCase(error.getField()), String.valueOf(error.getDefaultMessage()));
        }
        for (var error : failure.getGlobalErrors()) {
            refusal = refusal.withDetail("body", String.valueOf(error.getDefaultMessage()));
        }
        return refusal;
    }

    static ApiException ofParameterValidation(HandlerMethodValidationException failure) {
        ApiException refusal = invalid();
        for (var result : failure.getParameterValidationResults()) {
            String name = String.valueOf(result.getMethodParameter().getParameterName());
            for (var error : result.getResolvableErrors()) {
                refusal = refusal.withDetail(snakeCase(name), String.valueOf(error.getDefaultMessage()));
            }
        }
        return refusal;
    }

    static ApiException ofJson(ServerWebInputException failure) {
        List<Throwable> causes = Stream.iterate((Throwable) failure, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .toList();
        // A refusal of a value's own (an amount with too many decimals) explains itself better than the parser.
        Optional<String> reason = causes.stream()
                .filter(IllegalArgumentException.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst();
        return causes.stream()
                .filter(JacksonException.class::isInstance)
                .map(JacksonException.class::cast)
                .findFirst()
                .map(cause -> ofJackson(cause, reason))
                .orElseGet(() -> invalid().withDetail("body", "is missing or cannot be read"));
    }

    private static ApiException ofJackson(JacksonException cause, Optional<String> reason) {
        String path = path(cause);
        return switch (cause) {
            case PropertyBindingException e -> invalid().withDetail(path, "is not known");
            case MismatchedInputException e ->
                invalid().withDetail(path, reason.orElse("is missing or has the wrong type"));
            case InputCoercionException e -> invalid().withDetail(path, "is out of range");
            case StreamReadException e -> malformed(e);
            default -> invalid().withDetail(path, reason.orElse("cannot be read"));
        };
    }

    private static ApiException malformed(StreamReadException cause) {
        var at = cause.getLocation();
        return new ApiException(ErrorCode.VALIDATION_ERROR, "Malformed JSON")
                .withDetail("body", "is no JSON at line " + at.getLineNr() + ", column " + at.getColumnNr());
    }

    private static String path(JacksonException cause) {
        String path = cause.getPath().stream()
                .map(reference -> reference.getPropertyName() != null
                        ? "." + reference.getPropertyName()
                        : "[" + reference.getIndex() + "]")
                .collect(Collectors.joining());
        return path.isEmpty() ? "body" : path.startsWith(".") ? path.substring(1) : path;
    }

    private static String snakeCase(String field) {
        return field.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static ApiException invalid() {
        return new ApiException(ErrorCode.VALIDATION_ERROR, "Invalid input data");
    }
}

package dev.mainnet.defaults.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error of the native API.
 *
 * @param retryAfter seconds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ErrorBody(
        String error,
        String message,
        @Nullable List<ApiException.Detail> details,
        @Nullable Long retryAfter,
        String requestId) {

    /** The body that tells of a refusal; rounds its wait up to whole seconds, at least one. */
    public static ErrorBody of(ApiException refusal, String requestId) {
        return new ErrorBody(
                refusal.code().text(),
                refusal.text(),
                refusal.details().isEmpty() ? null : refusal.details(),
                refusal.retryAfter()
                        .map(wait -> Math.max(1, (wait.toMillis() + 999) / 1000))
                        .orElse(null),
                requestId);
    }
}

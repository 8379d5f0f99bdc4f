package dev.mainnet.model.admission;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * A limit in tokens a minute that a call falls under.
 *
 * @param scopeId the deployment or API key that sets it
 * @param usedTokens what the caller has used in the minute under way, as read after the turn was opened
 */
public record TokenBound(UUID scopeId, long tokensPerMinute, long usedTokens) {

    boolean allows(long tokens, long inFlightTokens) {
        return usedTokens + inFlightTokens + tokens <= tokensPerMinute;
    }

    ApiException refusal(long tokens, Instant now) {
        if (tokens > tokensPerMinute) {
            return ApiException.invalid(
                    "max_tokens",
                    "is too large: with the prompt the call may take " + tokens + " tokens, and the limit is "
                            + tokensPerMinute + " a minute");
        }
        Duration untilNext =
                Duration.between(now, now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES));
        return new ApiException(
                        ErrorCode.RATE_LIMIT_EXCEEDED,
                        "This call may take " + tokens + " tokens (prompt and max_tokens); the limit is "
                                + tokensPerMinute + " a minute, of which " + usedTokens + " are used")
                .withRetryAfter(untilNext);
    }
}

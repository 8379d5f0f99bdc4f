package dev.mainnet.model.deployment;

import dev.mainnet.defaults.error.ApiException;
import org.jspecify.annotations.Nullable;

/**
 * How much each caller may ask of a deployment; null sets no limit beside the platform's own.
 *
 * @param tokensPerMinute input and output together
 */
public record RateLimit(
        @Nullable Integer requestsPerMinute, @Nullable Integer tokensPerMinute) {

    public static final RateLimit NONE = new RateLimit(null, null);

    private static final int MOST_REQUESTS = 1_000_000;
    private static final int MOST_TOKENS = 1_000_000_000;

    /** Checks each field; an ApiException names the one that is wrong. */
    void check() {
        check("requests_per_minute", requestsPerMinute, MOST_REQUESTS);
        check("tokens_per_minute", tokensPerMinute, MOST_TOKENS);
    }

    private static void check(String field, @Nullable Integer limit, int most) {
        if (limit != null && (limit < 1 || limit > most)) {
            throw ApiException.invalid("rate_limit." + field, "must be between 1 and " + most);
        }
    }
}

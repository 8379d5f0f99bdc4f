package dev.mainnet.model.deployment;

import dev.mainnet.defaults.error.ApiException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an owner decides about a deployment and may change at any time; the next call follows it.
 *
 * @param allowedUsers usernames or account ids that may use a private deployment
 * @param pricePerRequestMicro micro-credits for each call
 * @param requestsPerMinute for each caller; null leaves it to the platform
 */
public record Terms(
        UUID modelId,
        Visibility visibility,
        List<String> allowedUsers,
        long pricePerRequestMicro,
        @Nullable Integer requestsPerMinute,
        Branding branding) {

    private static final long HIGHEST_PRICE_MICRO = 1_000_000_000_000L;
    private static final int MOST_REQUESTS_PER_MINUTE = 1_000_000;
    private static final int MOST_ALLOWED_USERS = 1_000;
    private static final int LONGEST_USER = 64;

    public Terms {
        allowedUsers = List.copyOf(allowedUsers);
    }

    /** Checks each field; an ApiException names the one that is wrong. */
    void check() {
        if (pricePerRequestMicro < 0 || pricePerRequestMicro > HIGHEST_PRICE_MICRO) {
            throw ApiException.invalid("pricing.per_request", "must be between 0 and 1000000 credits");
        }
        if (requestsPerMinute != null && (requestsPerMinute < 1 || requestsPerMinute > MOST_REQUESTS_PER_MINUTE)) {
            throw ApiException.invalid(
                    "rate_limit.requests_per_minute", "must be between 1 and " + MOST_REQUESTS_PER_MINUTE);
        }
        if (allowedUsers.size() > MOST_ALLOWED_USERS) {
            throw ApiException.invalid("allowed_users", "must have at most " + MOST_ALLOWED_USERS + " entries");
        }
        if (allowedUsers.stream().anyMatch(user -> user.isBlank() || user.length() > LONGEST_USER)) {
            throw ApiException.invalid("allowed_users", "must be usernames or account ids");
        }
        branding.check();
    }
}

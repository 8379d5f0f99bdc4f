package dev.mainnet.model.deployment;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.model.signature.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an owner decides about a deployment and may change at any time; the next call follows it.
 *
 * @param fallback what answers where the source cannot be reached, if anything
 * @param allowedUsers usernames or account ids that may use a private deployment
 */
public record Terms(
        Source source,
        @Nullable Source fallback,
        Visibility visibility,
        List<String> allowedUsers,
        Pricing pricing,
        RateLimit rateLimit,
        Branding branding) {

    private static final int MOST_ALLOWED_USERS = 1_000;
    private static final int LONGEST_USER = 64;

    public Terms {
        allowedUsers = List.copyOf(allowedUsers);
    }

    /** The same, for others to see. */
    Terms with(Visibility other) {
        return new Terms(source, fallback, other, allowedUsers, pricing, rateLimit, branding);
    }

    /** Checks each field; an ApiException names the one that is wrong. */
    void check() {
        source.check("provider_model");
        if (fallback != null) {
            fallback.check("fallback.provider_model");
            if (fallback.equals(source)) {
                throw ApiException.invalid("fallback", "must be another model");
            }
        }
        pricing.check();
        rateLimit.check();
        if (allowedUsers.size() > MOST_ALLOWED_USERS) {
            throw ApiException.invalid("allowed_users", "must have at most " + MOST_ALLOWED_USERS + " entries");
        }
        if (allowedUsers.stream().anyMatch(user -> user.isBlank() || user.length() > LONGEST_USER)) {
            throw ApiException.invalid("allowed_users", "must be usernames or account ids");
        }
        branding.check();
    }

    /** Checks what only the kind of the source decides; an ApiException names the field. */
    void check(Kind kind) {
        pricing.check(kind);
        if (kind == Kind.PREDICTION && fallback != null) {
            throw ApiException.invalid("fallback", "is for deployments that write text");
        }
        if (kind == Kind.PREDICTION && rateLimit.tokensPerMinute() != null) {
            throw ApiException.invalid("rate_limit.tokens_per_minute", "is for deployments that write text");
        }
    }
}

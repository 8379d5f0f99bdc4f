package dev.mainnet.user.apikey;

import dev.mainnet.contracts.CreditLimitReset;
import dev.mainnet.defaults.error.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a key may do.
 *
 * @param scopes some of invoke, models, jobs, billing; never account, so that a key cannot make another
 * @param deployments the only deployments it may call; null allows all
 * @param creditLimitMicro what may be spent through it, in micro-credits; null sets no limit
 * @param creditLimitReset when the limit is full again; null never
 * @param requestsPerMinute null sets no limit of its own
 * @param tokensPerMinute of text, input and output together; null sets no limit of its own
 * @param expiresAt null never expires
 */
record KeyTerms(
        List<String> scopes,
        @Nullable List<UUID> deployments,
        @Nullable Long creditLimitMicro,
        @Nullable CreditLimitReset creditLimitReset,
        @Nullable Integer requestsPerMinute,
        @Nullable Integer tokensPerMinute,
        @Nullable Instant expiresAt) {

    static final List<String> DEFAULT_SCOPES = List.of("invoke");
    static final int MOST_DEPLOYMENTS = 100;
    static final int MOST_REQUESTS_PER_MINUTE = 1_000_000;
    static final int MOST_TOKENS_PER_MINUTE = 1_000_000_000;

    private static final List<String> ALLOWED_SCOPES = List.of("invoke", "models", "jobs", "billing");
    private static final Duration LONGEST = Duration.ofDays(3_660);

    /**
     * Refuses what no key may be issued with.
     *
     * @throws ApiException a validation error that names the field
     */
    void demandSense(Instant now) {
        if (scopes.isEmpty() || !ALLOWED_SCOPES.containsAll(scopes)) {
            throw ApiException.invalid("scopes", "must be some of " + String.join(", ", ALLOWED_SCOPES));
        }
        if (deployments != null && (deployments.isEmpty() || deployments.size() > MOST_DEPLOYMENTS)) {
            throw ApiException.invalid(
                    "deployments", "must name 1 to " + MOST_DEPLOYMENTS + "; leave it out to allow all");
        }
        if (creditLimitMicro != null && creditLimitMicro < 0) {
            throw ApiException.invalid("credit_limit", "must not be negative");
        }
        if (creditLimitReset != null && creditLimitMicro == null) {
            throw ApiException.invalid("credit_limit_reset", "needs a credit_limit");
        }
        demandLimit("requests_per_minute", requestsPerMinute, MOST_REQUESTS_PER_MINUTE);
        demandLimit("tokens_per_minute", tokensPerMinute, MOST_TOKENS_PER_MINUTE);
        if (expiresAt != null && (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST)))) {
            throw ApiException.invalid("expires_at", "must be in the next ten years");
        }
    }

    private static void demandLimit(String field, @Nullable Integer limit, int most) {
        if (limit != null && (limit < 1 || limit > most)) {
            throw ApiException.invalid("rate_limit." + field, "must be between 1 and " + most);
        }
    }
}

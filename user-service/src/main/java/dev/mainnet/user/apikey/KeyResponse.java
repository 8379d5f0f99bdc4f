package dev.mainnet.user.apikey;

import dev.mainnet.defaults.money.Credits;
import dev.mainnet.defaults.secret.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key as its owner sees it.
 *
 * @param key its text, in the one answer that issues or rotates it
 * @param previousExpiresAt until when the text before this one works beside it
 */
record KeyResponse(
        UUID id,
        String name,
        @Nullable Secret key,
        String prefix,
        List<String> scopes,
        @Nullable List<UUID> deployments,
        @Nullable Credits creditLimit,
        String creditLimitReset,
        ApiKeyController.@Nullable RateLimit rateLimit,
        @Nullable Instant expiresAt,
        @Nullable Instant previousExpiresAt,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        Credits spent) {

    static KeyResponse of(ApiKey key, @Nullable Secret text) {
        KeyTerms terms = key.terms();
        return new KeyResponse(
                key.id(),
                key.name(),
                text,
                key.prefix(),
                terms.scopes(),
                terms.deployments(),
                terms.creditLimitMicro() == null ? null : Credits.ofMicro(terms.creditLimitMicro()),
                terms.creditLimitReset() == null
                        ? "none"
                        : terms.creditLimitReset().name().toLowerCase(Locale.ROOT),
                rateLimit(terms),
                terms.expiresAt(),
                key.previous() == null ? null : key.previous().until(),
                key.createdAt(),
                key.lastUsedAt(),
                Credits.ofMicro(key.spentMicro()));
    }

    private static ApiKeyController.@Nullable RateLimit rateLimit(KeyTerms terms) {
        return terms.requestsPerMinute() == null && terms.tokensPerMinute() == null
                ? null
                : new ApiKeyController.RateLimit(terms.requestsPerMinute(), terms.tokensPerMinute());
    }
}

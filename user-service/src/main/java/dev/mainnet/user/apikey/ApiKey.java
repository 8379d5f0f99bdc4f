package dev.mainnet.user.apikey;

import dev.mainnet.contracts.ApiKeyEvent.ApiKeyIssued;
import dev.mainnet.user.secret.Secret;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key of an account. Its text is known to its holder alone.
 *
 * @param name what its owner calls it
 * @param prefix the beginning of the text, for its owner to tell keys apart
 * @param lastUsedAt when a call through it was last paid for
 * @param spentMicro micro-credits spent through it so far
 */
record ApiKey(
        UUID id,
        UUID accountId,
        String name,
        String prefix,
        KeyTerms terms,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        long spentMicro) {

    private static final int LENGTH = 32;
    private static final int SHOWN = 8;

    /** A text for a new key: {@code mk_} and 190 random bits. */
    static Secret newText() {
        return Secret.random("mk_", LENGTH);
    }

    static ApiKey issue(UUID id, UUID accountId, String name, KeyTerms terms, Secret text, Instant now) {
        return new ApiKey(id, accountId, name, text.text().substring(0, SHOWN), terms, now, null, 0);
    }

    /** Tells the gateways what the key may do and how to know it. */
    ApiKeyIssued issued(String username, Secret text) {
        return new ApiKeyIssued(
                id,
                accountId,
                username,
                HexFormat.of().formatHex(text.sha256()),
                terms.scopes(),
                terms.deployments(),
                terms.creditLimitMicro(),
                terms.requestsPerMinute(),
                terms.expiresAt());
    }
}

package dev.mainnet.user.apikey;

import dev.mainnet.contracts.ApiKeyEvent.ApiKeyIssued;
import dev.mainnet.contracts.ModelEvent.DeploymentKeyIssued;
import dev.mainnet.defaults.secret.Secret;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
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

    static ApiKey issue(UUID id, UUID accountId, String name, KeyTerms terms, Secret text, Instant now) {
        return new ApiKey(id, accountId, name, text.prefix(), terms, now, null, 0);
    }

    /** The key that came with a deployment: it calls that one and nothing else. */
    static ApiKey of(DeploymentKeyIssued issued) {
        KeyTerms terms = new KeyTerms(KeyTerms.DEFAULT_SCOPES, List.of(issued.deploymentId()), null, null, null);
        return new ApiKey(
                issued.keyId(), issued.ownerId(), issued.name(), issued.prefix(), terms, issued.issuedAt(), null, 0);
    }

    /** Tells the gateways what the key may do and how to know it. */
    ApiKeyIssued issued(String username, byte[] sha256) {
        return new ApiKeyIssued(
                id,
                accountId,
                username,
                HexFormat.of().formatHex(sha256),
                terms.scopes(),
                terms.deployments(),
                terms.creditLimitMicro(),
                terms.requestsPerMinute(),
                terms.expiresAt());
    }
}

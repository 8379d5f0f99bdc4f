package dev.mainnet.user.apikey;

import dev.mainnet.contracts.ApiKeyEvent.ApiKeyIssued;
import dev.mainnet.contracts.ModelEvent.DeploymentKeyIssued;
import dev.mainnet.defaults.secret.Secret;
import java.time.Duration;
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
 * @param sha256 of its text, by which gateways know it
 * @param previous the text before this one while that works beside it; null where none does
 * @param lastUsedAt when a call of a deployment through it was last answered
 * @param spentMicro micro-credits spent through it so far
 */
record ApiKey(
        UUID id,
        UUID accountId,
        String name,
        String prefix,
        byte[] sha256,
        @Nullable Previous previous,
        KeyTerms terms,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        long spentMicro) {

    /**
     * The text that another took the place of.
     *
     * @param until when it stops working
     */
    record Previous(byte[] sha256, Instant until) {}

    static ApiKey issue(UUID id, UUID accountId, String name, KeyTerms terms, Secret text, Instant now) {
        return new ApiKey(id, accountId, name, text.prefix(), text.sha256(), null, terms, now, null, 0);
    }

    /** The same key under another text; this one works on for that long. */
    ApiKey rotate(Secret text, Duration overlap, Instant now) {
        return with(text, overlap.isZero() ? null : new Previous(sha256, now.plus(overlap)));
    }

    /** A rotation whose answer was lost is made again: the text that nobody was shown gives way, and the one before it stays. */
    ApiKey rotateAgain(Secret text) {
        return with(text, previous);
    }

    private ApiKey with(Secret text, @Nullable Previous other) {
        return new ApiKey(
                id, accountId, name, text.prefix(), text.sha256(), other, terms, createdAt, lastUsedAt, spentMicro);
    }

    boolean isActive(Instant now) {
        return terms.expiresAt() == null || now.isBefore(terms.expiresAt());
    }

    /** The key that came with a deployment: it calls that one and nothing else. */
    static ApiKey of(DeploymentKeyIssued issued) {
        KeyTerms terms =
                new KeyTerms(KeyTerms.DEFAULT_SCOPES, List.of(issued.deploymentId()), null, null, null, null, null);
        return new ApiKey(
                issued.keyId(),
                issued.ownerId(),
                issued.name(),
                issued.prefix(),
                HexFormat.of().parseHex(issued.sha256()),
                null,
                terms,
                issued.issuedAt(),
                null,
                0);
    }

    /** Tells the gateways what the key may do and how to know it. */
    ApiKeyIssued issued(String username) {
        return new ApiKeyIssued(
                id,
                accountId,
                username,
                HexFormat.of().formatHex(sha256),
                terms.scopes(),
                terms.deployments(),
                terms.creditLimitMicro(),
                terms.creditLimitReset(),
                terms.requestsPerMinute(),
                terms.tokensPerMinute(),
                terms.expiresAt(),
                previous == null ? null : HexFormat.of().formatHex(previous.sha256()),
                previous == null ? null : previous.until());
    }
}

package dev.mainnet.model.deployment;

import dev.mainnet.contracts.ModelEvent.DeploymentChanged;
import dev.mainnet.contracts.ModelEvent.DeploymentDeleted;
import dev.mainnet.contracts.ModelEvent.DeploymentKeyIssued;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.model.signature.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A model that can be called under {@code owner/slug}.
 *
 * @param slug unique among its owner's
 * @param kind for good: whoever calls the address relies on it
 */
public record Deployment(
        UUID id,
        UUID ownerId,
        String ownerUsername,
        String slug,
        Kind kind,
        Terms terms,
        Instant createdAt,
        Instant changedAt) {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{3,64}");

    /** Checks what a new deployment is to be, whatever it runs; an ApiException names the field that is wrong. */
    static void check(String slug, Terms terms) {
        if (!SLUG.matcher(slug).matches()) {
            throw ApiException.invalid("slug", "must have 3 to 64 characters of a-z, 0-9 and -");
        }
        terms.check();
    }

    /**
     * A new deployment; an ApiException names the field that is wrong.
     *
     * @param kind of the terms' source
     */
    static Deployment create(UUID id, Identity owner, String slug, Kind kind, Terms terms, Instant now) {
        check(slug, terms);
        terms.check(kind);
        return new Deployment(id, owner.accountId(), owner.username(), slug, kind, terms, now, now);
    }

    /** The deployment under other terms, whose source is of that kind. */
    Deployment change(Terms changed, Kind kindNow, Instant now) {
        if (kindNow != kind) {
            throw ApiException.invalid("model_id", "must be a " + kind.text() + " model, as before");
        }
        changed.check();
        changed.check(kind);
        return new Deployment(id, ownerId, ownerUsername, slug, kind, changed, createdAt, now);
    }

    /** {@code owner/slug}. */
    public String address() {
        return ownerUsername + "/" + slug;
    }

    /** Whether somebody (null: nobody known) may see and call it. */
    public boolean isOpenTo(@Nullable Identity caller) {
        if (terms.visibility() == Visibility.PUBLIC) {
            return true;
        }
        return caller != null
                && (caller.accountId().equals(ownerId)
                        || terms.allowedUsers().stream()
                                .anyMatch(user -> user.equalsIgnoreCase(caller.username())
                                        || user.equalsIgnoreCase(
                                                caller.accountId().toString())));
    }

    DeploymentChanged changed() {
        return new DeploymentChanged(
                id,
                ownerId,
                ownerUsername,
                slug,
                terms.source().modelId(),
                terms.visibility().text(),
                terms.allowedUsers(),
                terms.pricing().perRequestMicro(),
                terms.rateLimit().requestsPerMinute(),
                changedAt,
                kind.text(),
                terms.source() instanceof Source.Upstream upstream ? upstream.providerModel() : null,
                terms.pricing().perSecondMicro(),
                terms.pricing().minimumMicro());
    }

    /** The key that is made with the deployment; made again, it has the same id. */
    DeploymentKeyIssued keyIssued(Secret key, Instant now) {
        return keyIssued(key, ownerId, now);
    }

    /** A key to this deployment for somebody who may call it; made again, it has the same id. */
    public DeploymentKeyIssued keyIssued(Secret key, UUID holderId, Instant now) {
        String made = "key of deployment " + id + (holderId.equals(ownerId) ? "" : " for " + holderId);
        UUID keyId = UUID.nameUUIDFromBytes(made.getBytes(StandardCharsets.UTF_8));
        return new DeploymentKeyIssued(
                keyId, id, holderId, address(), key.prefix(), HexFormat.of().formatHex(key.sha256()), now);
    }

    DeploymentDeleted deleted() {
        return new DeploymentDeleted(id, ownerUsername, slug);
    }
}

package dev.mainnet.defaults.identity;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who calls, as the gateway vouches for it.
 *
 * @param permissions what the roles permit; nothing through an API key
 * @param scopes what the caller may do with the credential at hand: some of account, models, invoke, jobs, billing
 * @param sessionId the session, when the call came with an access token
 * @param key what the API key allows, when the call came with one
 */
public record Identity(
        UUID accountId,
        String username,
        Set<String> roles,
        Set<String> permissions,
        Set<String> scopes,
        Optional<UUID> sessionId,
        Optional<KeyGrant> key) {

    /**
     * The bounds of an API key.
     *
     * @param deployments the only deployments it may call; nothing allows all
     * @param creditLimitMicro what may be spent through it in all, in micro-credits
     */
    public record KeyGrant(UUID keyId, Optional<List<UUID>> deployments, Optional<Long> creditLimitMicro) {}

    public boolean hasRole(String role) {
        return roles.contains(role);
    }

    public boolean hasPermission(String permission) {
        return permissions.contains(permission);
    }
}

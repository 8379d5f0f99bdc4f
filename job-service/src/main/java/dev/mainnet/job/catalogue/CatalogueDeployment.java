package dev.mainnet.job.catalogue;

import java.util.List;
import java.util.UUID;

/**
 * A deployment whose model jobs may use, at its price.
 *
 * @param allowedUsers usernames or account ids that may use it while it is not public
 * @param pricePerRequestMicro micro-credits
 */
public record CatalogueDeployment(
        UUID id, UUID ownerId, UUID modelId, boolean isPublic, List<String> allowedUsers, long pricePerRequestMicro) {

    /** Whether that user may use it; to all others it does not exist. */
    public boolean admits(UUID accountId, String username) {
        return isPublic
                || ownerId.equals(accountId)
                || allowedUsers.contains(username)
                || allowedUsers.contains(accountId.toString());
    }
}

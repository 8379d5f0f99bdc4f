package dev.mainnet.model.metering;

import dev.mainnet.model.signature.Kind;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call as it was admitted: who pays whom, and what it counts against.
 *
 * @param id the call's operation id: recorded once however often it is tried
 * @param accountId who pays
 * @param keyId the API key it came through; null for a session
 * @param keyMeterId under which it counts against that key's limit: another one in each period of the limit
 * @param ownerId who earns
 */
public record MeteredCall(
        UUID id,
        Kind kind,
        UUID accountId,
        @Nullable UUID keyId,
        @Nullable UUID keyMeterId,
        UUID deploymentId,
        UUID modelId,
        UUID ownerId,
        Counts counts) {

    /**
     * What a call counts for beside the totals of account and key.
     *
     * @param free whether its caller's calls are counted, because the deployment gives the first ones away
     * @param tokenScopes what limits the caller's tokens a minute: the deployment, the API key
     */
    public record Counts(boolean free, List<UUID> tokenScopes) {

        public static final Counts NOTHING = new Counts(false, List.of());

        public Counts {
            tokenScopes = List.copyOf(tokenScopes);
        }
    }
}

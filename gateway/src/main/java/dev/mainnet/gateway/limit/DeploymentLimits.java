package dev.mainnet.gateway.limit;

import dev.mainnet.contracts.Event;
import dev.mainnet.contracts.ModelEvent.DeploymentChanged;
import dev.mainnet.contracts.ModelEvent.DeploymentDeleted;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What each deployment's owner allows a caller in a minute, by the address it is called at; follows the catalogue's events. */
@Component
final class DeploymentLimits {

    private final Map<UUID, String> addressById = new ConcurrentHashMap<>();
    private final Map<String, Deployed> deployedByAddress = new ConcurrentHashMap<>();

    /**
     * @param requestsPerMinute null where the owner sets no limit
     */
    record Deployed(UUID id, @Nullable Integer requestsPerMinute) {

        OptionalLong limit() {
            return requestsPerMinute == null ? OptionalLong.empty() : OptionalLong.of(requestsPerMinute);
        }
    }

    /** Takes over what happened to a deployment; a repetition changes nothing. */
    void apply(Event event) {
        if (event instanceof DeploymentChanged changed) {
            forget(changed.deploymentId());
            String address = changed.ownerUsername() + "/" + changed.slug();
            deployedByAddress.put(address, new Deployed(changed.deploymentId(), changed.requestsPerMinute()));
            addressById.put(changed.deploymentId(), address);
        } else if (event instanceof DeploymentDeleted deleted) {
            forget(deleted.deploymentId());
        }
    }

    /** The deployment at that address, {@code owner/slug}. */
    Optional<Deployed> at(String address) {
        return Optional.ofNullable(deployedByAddress.get(address));
    }

    /** Another deployment may have the address by now; it keeps it. */
    private void forget(UUID deploymentId) {
        String address = addressById.remove(deploymentId);
        if (address != null) {
            deployedByAddress.computeIfPresent(
                    address, (at, deployed) -> deployed.id().equals(deploymentId) ? null : deployed);
        }
    }
}

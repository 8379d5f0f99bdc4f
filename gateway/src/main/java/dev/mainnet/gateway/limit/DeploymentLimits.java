package dev.mainnet.gateway.limit;

import dev.mainnet.contracts.Event;
import dev.mainnet.contracts.ModelEvent.DeploymentChanged;
import dev.mainnet.contracts.ModelEvent.DeploymentDeleted;
import dev.mainnet.contracts.PlatformAccount;
import dev.mainnet.gateway.identity.Caller;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What each deployment's owner allows a caller in a minute, by the names it is called by; follows the catalogue's events. */
@Component
final class DeploymentLimits {

    private final Map<UUID, List<String>> namesById = new ConcurrentHashMap<>();
    private final Map<String, Deployed> deployedByName = new ConcurrentHashMap<>();

    /**
     * @param requestsPerMinute null where the owner sets no limit
     * @param isPublic whether everybody may call it
     * @param allowed who else may where not everybody may: names and ids in lower case, the owner's among them
     */
    record Deployed(UUID id, @Nullable Integer requestsPerMinute, boolean isPublic, Set<String> allowed) {

        static Deployed of(DeploymentChanged changed) {
            return new Deployed(
                    changed.deploymentId(),
                    changed.requestsPerMinute(),
                    changed.visibility().equals("public"),
                    Stream.concat(
                                    changed.allowedUsers().stream(),
                                    Stream.of(changed.ownerId().toString()))
                            .map(user -> user.toLowerCase(Locale.ROOT))
                            .collect(Collectors.toUnmodifiableSet()));
        }

        /** Whoever may not call it is not to learn that it is there, by its limit either. */
        boolean isOpenTo(Caller.Known caller) {
            return isPublic
                    || allowed.contains(caller.accountId().toString())
                    || allowed.contains(caller.username().toLowerCase(Locale.ROOT));
        }

        OptionalLong limit() {
            return requestsPerMinute == null ? OptionalLong.empty() : OptionalLong.of(requestsPerMinute);
        }
    }

    /** Takes over what happened to a deployment; a repetition changes nothing. */
    void apply(Event event) {
        if (event instanceof DeploymentChanged changed) {
            forget(changed.deploymentId());
            List<String> names = names(changed);
            Deployed deployed = Deployed.of(changed);
            names.forEach(name -> deployedByName.put(name, deployed));
            namesById.put(changed.deploymentId(), names);
        } else if (event instanceof DeploymentDeleted deleted) {
            forget(deleted.deploymentId());
        }
    }

    /** The deployment at that address, {@code owner/slug}, whatever the case of the owner's name; one of the platform's own without a slash. */
    Optional<Deployed> at(String address) {
        String whole =
                address.indexOf('/') < 0 ? PlatformAccount.USERNAME + "/" + PlatformAccount.slug(address) : address;
        return Optional.ofNullable(deployedByName.get(whole.toLowerCase(Locale.ROOT)));
    }

    /** The deployment that an account knows by that name: one of the platform's, or else of its own. */
    Optional<Deployed> named(String name, String accountId) {
        return Optional.ofNullable(deployedByName.get(name(PlatformAccount.ID.toString(), name)))
                .or(() -> Optional.ofNullable(deployedByName.get(name(accountId, name))));
    }

    private static List<String> names(DeploymentChanged changed) {
        String owner = changed.ownerId().toString();
        String address = changed.ownerUsername() + "/" + changed.slug();
        return Stream.concat(
                        Stream.of(address.toLowerCase(Locale.ROOT), name(owner, changed.slug())),
                        Stream.ofNullable(changed.providerModel()).map(model -> name(owner, model)))
                .toList();
    }

    private static String name(String ownerId, String name) {
        return ownerId + "/" + name;
    }

    /** Another deployment may have a name by now; it keeps it. */
    private void forget(UUID deploymentId) {
        for (String name : Optional.ofNullable(namesById.remove(deploymentId)).orElse(List.of())) {
            deployedByName.computeIfPresent(
                    name, (at, deployed) -> deployed.id().equals(deploymentId) ? null : deployed);
        }
    }
}

package dev.mainnet.model.deployment;

import dev.mainnet.contracts.PlatformAccount;
import dev.mainnet.defaults.identity.Identity;
import java.util.Optional;
import java.util.Set;

/** In whose name this service keeps the platform's own deployments. */
public final class PlatformIdentity {

    public static final Identity PLATFORM = new Identity(
            PlatformAccount.ID,
            PlatformAccount.USERNAME,
            Set.of(),
            Set.of(),
            Set.of(),
            Optional.empty(),
            Optional.empty());

    private PlatformIdentity() {}
}

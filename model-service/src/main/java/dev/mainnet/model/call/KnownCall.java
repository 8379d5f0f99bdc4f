package dev.mainnet.model.call;

import dev.mainnet.model.deployment.Deployment;
import dev.mainnet.model.metering.Totals;
import dev.mainnet.model.registry.Model;
import java.util.Optional;

/**
 * What the database knows before a call starts.
 *
 * @param deploymentTokens what the caller used of the deployment in this minute
 * @param keyTokens what was used through the caller's key in this minute
 */
record KnownCall(
        Deployment deployment,
        Optional<Model> model,
        Totals totals,
        long deploymentTokens,
        long keyTokens,
        Optional<Long> paidMicro) {}

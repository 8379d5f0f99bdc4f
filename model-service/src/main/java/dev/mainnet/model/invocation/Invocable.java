package dev.mainnet.model.invocation;

import dev.mainnet.model.deployment.Deployment;
import dev.mainnet.model.metering.Totals;
import dev.mainnet.model.registry.Model;
import java.util.Optional;

/**
 * All that a call needs to know before it starts.
 *
 * @param totals the caller's usage so far
 * @param paidMicro what this very call cost when it was recorded before: the process died between the commit and the answer
 */
record Invocable(Deployment deployment, Model model, Totals totals, Optional<Long> paidMicro) {

    /** The call's price, fixed now. */
    long costMicro() {
        return paidMicro.orElse(deployment.terms().pricing().perRequestMicro());
    }

    /** What must be covered before it starts. */
    long estimateMicro() {
        return paidMicro.isPresent() ? 0 : costMicro();
    }
}

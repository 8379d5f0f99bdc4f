package dev.mainnet.model.call;

import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.identity.Identity.KeyGrant;
import dev.mainnet.model.admission.Estimate;
import dev.mainnet.model.admission.TokenBound;
import dev.mainnet.model.admission.Turn;
import dev.mainnet.model.deployment.Deployment;
import dev.mainnet.model.deployment.Pricing;
import dev.mainnet.model.deployment.Quantity;
import dev.mainnet.model.metering.MeteredCall;
import dev.mainnet.model.metering.Totals;
import dev.mainnet.model.registry.Model;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A call that has a turn. Its price is fixed now, whatever the owner changes while it runs.
 *
 * @param id the operation id
 * @param model what a runner runs; nothing where a provider answers
 * @param totals the caller's usage so far
 * @param bounds the limits in tokens a minute that it falls under
 * @param paidMicro what this very call cost when it was recorded before: the process died between the commit and the answer
 * @param free whether it is one of the calls that the deployment gives away
 */
public record Call(
        UUID id,
        Identity caller,
        Turn turn,
        Deployment deployment,
        Optional<Model> model,
        Totals totals,
        List<TokenBound> bounds,
        Optional<Long> paidMicro,
        boolean free) {

    /** What is used costs, in micro-credits. */
    public long costMicro(Quantity used) {
        return paidMicro.orElseGet(() -> free ? 0 : pricing().costMicro(used));
    }

    /**
     * Starts the call, if what it will come to is covered.
     *
     * @throws dev.mainnet.defaults.error.ApiException as {@link Turn#admit}
     */
    public void admit(Quantity estimate) {
        long micro = paidMicro.isPresent() ? 0 : costMicro(estimate);
        turn.admit(new Estimate(micro, estimate.inputTokens() + estimate.outputTokens(), bounds), totals);
    }

    public MeteredCall metered() {
        return new MeteredCall(
                id,
                deployment.kind(),
                caller.accountId(),
                caller.key().map(KeyGrant::keyId).orElse(null),
                turn.keyMeter().orElse(null),
                deployment.id(),
                deployment.terms().source().modelId(),
                deployment.ownerId(),
                new MeteredCall.Counts(
                        pricing().freeRequests() > 0,
                        bounds.stream().map(TokenBound::scopeId).toList()));
    }

    private Pricing pricing() {
        return deployment.terms().pricing();
    }
}

package dev.mainnet.model.deployment;

import dev.mainnet.defaults.identity.Identity;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes deployments that write text out of everybody's sight; their owner keeps them, and may show them again. */
@Component
public class WithdrawDeployments {

    private static final int MOST = 1_000;

    private final Deployments deployments;
    private final KeepDeployment keepDeployment;

    WithdrawDeployments(Deployments deployments, KeepDeployment keepDeployment) {
        this.deployments = deployments;
        this.keepDeployment = keepDeployment;
    }

    /** Withdraws those of an owner's public ones that are meant. */
    public Mono<Void> withdraw(Identity owner, Predicate<Deployment> meant) {
        return deployments
                .publicTextsOf(owner.accountId(), MOST)
                .filter(meant)
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(found ->
                        keepDeployment.keep(owner, found.slug(), found.terms().with(Visibility.PRIVATE)))
                .then();
    }
}

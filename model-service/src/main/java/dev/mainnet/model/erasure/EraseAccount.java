package dev.mainnet.model.erasure;

import dev.mainnet.model.deployment.EraseDeployments;
import dev.mainnet.model.registry.EraseModels;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Erases what an account put here, within the caller's transaction: its deployments and models. What its calls cost stays, under an id
 * that belongs to nobody any more.
 */
@Component
final class EraseAccount {

    private final ErasedAccounts erased;
    private final EraseModels eraseModels;
    private final EraseDeployments eraseDeployments;

    EraseAccount(ErasedAccounts erased, EraseModels eraseModels, EraseDeployments eraseDeployments) {
        this.erased = erased;
        this.eraseModels = eraseModels;
        this.eraseDeployments = eraseDeployments;
    }

    /** Erases; does nothing the second time. */
    Mono<Void> erase(UUID accountId) {
        return erased.add(accountId)
                .then(Mono.defer(() -> eraseModels.lock(accountId)))
                .then(Mono.defer(() -> eraseDeployments.erase(accountId)))
                .then(Mono.defer(() -> eraseModels.erase(accountId)));
    }
}

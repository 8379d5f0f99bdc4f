package dev.mainnet.model.erasure;

import dev.mainnet.model.deployment.EraseDeployments;
import dev.mainnet.model.provider.EraseProviders;
import dev.mainnet.model.registry.EraseModels;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Erases what an account put here, within the caller's transaction: its deployments, models and providers. What its calls cost stays, under an id
 * that belongs to nobody any more.
 */
@Component
final class EraseAccount {

    private final ErasedAccounts erased;
    private final EraseModels eraseModels;
    private final EraseDeployments eraseDeployments;
    private final EraseProviders eraseProviders;

    EraseAccount(
            ErasedAccounts erased,
            EraseModels eraseModels,
            EraseDeployments eraseDeployments,
            EraseProviders eraseProviders) {
        this.erased = erased;
        this.eraseModels = eraseModels;
        this.eraseDeployments = eraseDeployments;
        this.eraseProviders = eraseProviders;
    }

    /** Erases; does nothing the second time. */
    Mono<Void> erase(UUID accountId) {
        return erased.add(accountId)
                .then(Mono.defer(() -> eraseModels.lock(accountId)))
                .then(Mono.defer(() -> eraseProviders.lock(accountId)))
                .then(Mono.defer(() -> eraseDeployments.erase(accountId)))
                .then(Mono.defer(() -> eraseModels.erase(accountId)))
                .then(Mono.defer(() -> eraseProviders.erase(accountId)));
    }
}

package dev.mainnet.user.apikey;

import dev.mainnet.contracts.ModelEvent.DeploymentKeyIssued;
import dev.mainnet.outbox.Outbox;
import dev.mainnet.user.account.Accounts;
import dev.mainnet.user.account.Suspensions;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Makes a key that model-service handed out with a deployment one of its owner's keys, within the transaction of the inbox. It counts as
 * one of them, but is not refused: its owner has it already.
 */
@Component
final class AdoptDeploymentKey {

    private final Accounts accounts;
    private final Suspensions suspensions;
    private final ApiKeys keys;
    private final Outbox outbox;

    AdoptDeploymentKey(Accounts accounts, Suspensions suspensions, ApiKeys keys, Outbox outbox) {
        this.accounts = accounts;
        this.suspensions = suspensions;
        this.keys = keys;
        this.outbox = outbox;
    }

    /** Adopts the key; that of an account which is gone is passed over, and that of a suspended one works once this is lifted. */
    Mono<Void> adopt(DeploymentKeyIssued issued) {
        ApiKey key = ApiKey.of(issued);
        return accounts.lock(issued.ownerId())
                .flatMap(owner -> keys.adopt(key)
                        .then(Mono.defer(() -> suspensions.contains(owner.id())))
                        .filter(suspended -> !suspended)
                        .flatMap(works -> outbox.append(key.issued(owner.username()))));
    }
}

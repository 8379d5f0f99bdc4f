package dev.mainnet.billing.erasure;

import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Erases what tells of the person behind an account, within the caller's transaction: where payouts went. The ledger, the audit log and
 * payments stay as the law on bookkeeping wants them, under an id that belongs to nobody any more.
 */
@Component
final class EraseAccount {

    private final ErasedAccounts erased;

    EraseAccount(ErasedAccounts erased) {
        this.erased = erased;
    }

    /** Erases; does nothing the second time. */
    Mono<Void> erase(UUID accountId) {
        return erased.add(accountId)
                .then(Mono.defer(erased::forgetDestinations))
                .then();
    }
}

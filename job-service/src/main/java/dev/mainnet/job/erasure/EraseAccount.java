package dev.mainnet.job.erasure;

import dev.mainnet.defaults.objectstore.LeftFiles;
import dev.mainnet.job.lifecycle.CancelJobsOfAccount;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Erases what an account put here, within the caller's transaction: its jobs end; datasets, artifacts, logs, workers and webhooks go. That there was a
 * job and what it cost stays, under an id that belongs to nobody any more.
 */
@Component
final class EraseAccount {

    private final ErasedAccounts erased;
    private final CancelJobsOfAccount cancelJobs;
    private final LeftFiles leftFiles;

    EraseAccount(ErasedAccounts erased, CancelJobsOfAccount cancelJobs, LeftFiles leftFiles) {
        this.erased = erased;
        this.cancelJobs = cancelJobs;
        this.leftFiles = leftFiles;
    }

    /** Erases; does nothing the second time. */
    Mono<Void> erase(UUID accountId) {
        return erased.add(accountId)
                .then(Mono.defer(() -> cancelJobs.cancel(accountId)))
                .then(Mono.defer(() -> erased.deleteFiles(accountId).collectList()))
                .flatMap(leftFiles::add)
                .then(Mono.defer(() -> erased.deleteTexts(accountId)));
    }
}

package dev.mainnet.user.deletion;

import dev.mainnet.contracts.UserEvent.UserDeleted;
import dev.mainnet.outbox.Outbox;
import dev.mainnet.user.account.Account;
import dev.mainnet.user.account.Accounts;
import dev.mainnet.user.apikey.SilenceKeysOfAccount;
import dev.mainnet.user.session.EndSessions;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Deletes an account: its sessions and keys are dead, nothing here tells who it was, its e-mail address is free, and the other services
 * are told to erase theirs. The ledger keeps its entries under the id.
 */
@Component
public final class DeleteAccount {

    private final Accounts accounts;
    private final EndSessions endSessions;
    private final SilenceKeysOfAccount keys;
    private final PersonalTraces traces;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Clock clock;

    DeleteAccount(
            Accounts accounts,
            EndSessions endSessions,
            SilenceKeysOfAccount keys,
            PersonalTraces traces,
            Outbox outbox,
            TransactionalOperator transaction,
            Clock clock) {
        this.accounts = accounts;
        this.endSessions = endSessions;
        this.keys = keys;
        this.traces = traces;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Deletes it; does nothing for one that is gone. */
    public Mono<Void> delete(UUID accountId) {
        return accounts.lock(accountId).flatMap(this::erase).as(transaction::transactional);
    }

    private Mono<Void> erase(Account account) {
        Instant now = clock.instant();
        return endSessions
                .endAll(account.id())
                .then(Mono.defer(() -> keys.revoke(account.id())))
                .then(Mono.defer(() -> accounts.retireName(account)))
                .then(Mono.defer(() -> traces.erase(account.id(), now)))
                .then(Mono.defer(() -> outbox.append(new UserDeleted(account.id(), now))));
    }
}

package dev.mainnet.user.administration;

import dev.mainnet.defaults.audit.AuditEntry;
import dev.mainnet.defaults.audit.RecordAudit;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.user.account.Account;
import dev.mainnet.user.account.Accounts;
import dev.mainnet.user.account.Authorities;
import dev.mainnet.user.account.Suspensions;
import dev.mainnet.user.apikey.SilenceKeysOfAccount;
import dev.mainnet.user.session.EndSessions;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Shuts an account out, sessions and keys included, until somebody lifts that; its keys then work again. */
@Component
final class SuspendAccount {

    private final Accounts accounts;
    private final Authorities authorities;
    private final Suspensions suspensions;
    private final EndSessions endSessions;
    private final SilenceKeysOfAccount keys;
    private final RecordAudit recordAudit;
    private final TransactionalOperator transaction;
    private final Clock clock;

    SuspendAccount(
            Accounts accounts,
            Authorities authorities,
            Suspensions suspensions,
            EndSessions endSessions,
            SilenceKeysOfAccount keys,
            RecordAudit recordAudit,
            TransactionalOperator transaction,
            Clock clock) {
        this.accounts = accounts;
        this.authorities = authorities;
        this.suspensions = suspensions;
        this.endSessions = endSessions;
        this.keys = keys;
        this.recordAudit = recordAudit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Suspends the account; does nothing where it is.
     *
     * @param reason for administrators to read
     * @return an error {@link ErrorCode#CONFLICT} for an administrator, from whom admin must be taken first
     */
    Mono<Void> suspend(UUID actorId, UUID accountId, String reason) {
        return account(accountId)
                .delayUntil(this::refuseAdministrators)
                .filterWhen(account -> suspensions.add(accountId, reason, clock.instant()))
                .flatMap(account -> endSessions
                        .endAll(accountId)
                        .then(Mono.defer(() -> keys.silence(accountId)))
                        .then(recordAudit.record(AuditEntry.about(accountId, actorId, "account.suspended"))))
                .as(transaction::transactional);
    }

    /** Lifts the suspension; does nothing where there is none. */
    Mono<Void> lift(UUID actorId, UUID accountId) {
        return account(accountId)
                .filterWhen(account -> suspensions.remove(accountId))
                .flatMap(account -> keys.restore(account)
                        .then(recordAudit.record(AuditEntry.about(accountId, actorId, "account.restored"))))
                .as(transaction::transactional);
    }

    private Mono<Void> refuseAdministrators(Account account) {
        return authorities
                .of(account)
                .filter(authority -> authority.roles().contains("admin"))
                .flatMap(authority ->
                        Mono.error(new ApiException(ErrorCode.CONFLICT, "An administrator cannot be suspended")));
    }

    private Mono<Account> account(UUID id) {
        return accounts.lock(id).switchIfEmpty(Mono.error(() -> ApiException.notFound("Account")));
    }
}

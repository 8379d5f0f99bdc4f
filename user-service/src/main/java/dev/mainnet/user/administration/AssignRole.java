package dev.mainnet.user.administration;

import dev.mainnet.defaults.audit.AuditEntry;
import dev.mainnet.defaults.audit.RecordAudit;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.user.account.Account;
import dev.mainnet.user.account.Accounts;
import dev.mainnet.user.account.Authorities;
import dev.mainnet.user.role.GiveRole;
import dev.mainnet.user.session.EndSessions;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Gives an account a role, which its next access token shows, or takes it away, which ends its sessions: no token may show it any more. */
@Component
final class AssignRole {

    private static final String ADMIN = "admin";

    private final Accounts accounts;
    private final Authorities authorities;
    private final GiveRole giveRole;
    private final EndSessions endSessions;
    private final RecordAudit recordAudit;
    private final TransactionalOperator transaction;

    AssignRole(
            Accounts accounts,
            Authorities authorities,
            GiveRole giveRole,
            EndSessions endSessions,
            RecordAudit recordAudit,
            TransactionalOperator transaction) {
        this.accounts = accounts;
        this.authorities = authorities;
        this.giveRole = giveRole;
        this.endSessions = endSessions;
        this.recordAudit = recordAudit;
        this.transaction = transaction;
    }

    /** Gives it; does nothing where the account holds it. An error {@link ErrorCode#NOT_FOUND} for an unknown account or role. */
    Mono<Void> give(UUID actorId, UUID accountId, String role) {
        return account(accountId)
                .flatMap(account -> giveRole.give(accountId, role))
                .filter(GiveRole.Outcome::changed)
                .flatMap(outcome -> recordAudit.record(deed(actorId, accountId, "role.given", outcome)))
                .as(transaction::transactional);
    }

    /**
     * Takes it away.
     *
     * @return an error {@link ErrorCode#NOT_FOUND} where the account does not hold it, or {@link ErrorCode#CONFLICT} for what cannot be
     *     taken: the administrator's own admin, so that one is always left
     */
    Mono<Void> take(UUID actorId, UUID accountId, String role) {
        return account(accountId)
                .flatMap(account ->
                        giveRole.take(accountId, role).flatMap(outcome -> demandTaken(actorId, account, outcome)))
                .flatMap(outcome -> endSessions
                        .endAll(accountId)
                        .then(recordAudit.record(deed(actorId, accountId, "role.taken", outcome))))
                .as(transaction::transactional);
    }

    private Mono<GiveRole.Outcome> demandTaken(UUID actorId, Account account, GiveRole.Outcome outcome) {
        boolean admin = outcome.name().equals(ADMIN);
        if (admin && actorId.equals(account.id())) {
            return conflict("Another administrator must take admin from you");
        }
        Mono<GiveRole.Outcome> taken =
                outcome.changed() ? Mono.just(outcome) : Mono.error(ApiException.notFound("Role of this account"));
        return authorities
                .isAdministratorByConfiguration(account)
                .flatMap(configured ->
                        admin && configured ? conflict("This account is the administrator by configuration") : taken);
    }

    private Mono<Account> account(UUID id) {
        return accounts.lock(id).switchIfEmpty(Mono.error(() -> ApiException.notFound("Account")));
    }

    private static Mono<GiveRole.Outcome> conflict(String reason) {
        return Mono.error(new ApiException(ErrorCode.CONFLICT, reason));
    }

    private static AuditEntry deed(UUID actorId, UUID accountId, String action, GiveRole.Outcome outcome) {
        return AuditEntry.about(accountId, actorId, action)
                .with("role_id", outcome.roleId().toString())
                .with("name", outcome.name());
    }
}

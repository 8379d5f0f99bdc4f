package dev.mainnet.user.passwordchange;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.Accounts;
import dev.mainnet.user.password.PasswordPolicy;
import dev.mainnet.user.password.Passwords;
import dev.mainnet.user.session.EndSessions;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Gives an account another password and ends all its sessions: whoever knew the old one is out. */
@Component
public final class ChangePassword {

    private final Accounts accounts;
    private final PasswordPolicy policy;
    private final Passwords passwords;
    private final EndSessions endSessions;
    private final TransactionalOperator transaction;

    ChangePassword(
            Accounts accounts,
            PasswordPolicy policy,
            Passwords passwords,
            EndSessions endSessions,
            TransactionalOperator transaction) {
        this.accounts = accounts;
        this.policy = policy;
        this.passwords = passwords;
        this.endSessions = endSessions;
        this.transaction = transaction;
    }

    /**
     * Changes the password of an account whose owner has proved himself.
     *
     * @return a validation error of the field {@code password} for what may be no password
     */
    public Mono<Void> change(UUID accountId, Secret newPassword) {
        return hash(newPassword).flatMap(hash -> replace(accountId, hash));
    }

    /** What {@link #replace} wants of a password, if the policy allows it. Takes its time: to be done before a transaction begins. */
    public Mono<Secret> hash(Secret newPassword) {
        return Mono.defer(() -> {
            policy.demand(newPassword);
            return passwords.hash(newPassword);
        });
    }

    /** Puts the hash in the place of the old one, within the caller's transaction or one of its own. */
    public Mono<Void> replace(UUID accountId, Secret passwordHash) {
        return accounts.lock(accountId)
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.UNAUTHORIZED, "The account is gone")))
                .flatMap(account -> accounts.updatePassword(accountId, passwordHash))
                .then(Mono.defer(() -> endSessions.endAll(accountId)))
                .as(transaction::transactional);
    }
}

package dev.mainnet.user.passwordchange;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.Account;
import dev.mainnet.user.account.Accounts;
import dev.mainnet.user.account.EmailAddress;
import dev.mainnet.user.mail.Mail;
import dev.mainnet.user.mail.MailQueue;
import dev.mainnet.user.mail.MailTemplate;
import dev.mainnet.user.mailtoken.MailTokens;
import dev.mainnet.user.mailtoken.Purpose;
import dev.mainnet.user.password.PasswordPolicy;
import dev.mainnet.user.password.Passwords;
import dev.mainnet.user.session.EndSessions;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Gives an account another password, ends all its sessions, since whoever knew the old one is out, and tells its owner by mail. */
@Component
public final class ChangePassword {

    private final Accounts accounts;
    private final PasswordPolicy policy;
    private final Passwords passwords;
    private final EndSessions endSessions;
    private final MailTokens tokens;
    private final MailQueue mails;
    private final TransactionalOperator transaction;

    ChangePassword(
            Accounts accounts,
            PasswordPolicy policy,
            Passwords passwords,
            EndSessions endSessions,
            MailTokens tokens,
            MailQueue mails,
            TransactionalOperator transaction) {
        this.accounts = accounts;
        this.policy = policy;
        this.passwords = passwords;
        this.endSessions = endSessions;
        this.tokens = tokens;
        this.mails = mails;
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

    /** Puts the hash in the place of the old one, within the caller's transaction or one of its own. What was mailed against the old one is void. */
    public Mono<Void> replace(UUID accountId, Secret passwordHash) {
        return accounts.lock(accountId)
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.UNAUTHORIZED, "The account is gone")))
                .flatMap(account -> accounts.updatePassword(accountId, passwordHash)
                        .then(Mono.defer(() -> tokens.forget(accountId, Purpose.PASSWORD_RESET)))
                        .then(Mono.defer(() -> tokens.forget(accountId, Purpose.TEMPORARY_PASSWORD)))
                        .then(Mono.defer(() -> mails.add(told(account)))))
                .then(Mono.defer(() -> endSessions.endAll(accountId)))
                .as(transaction::transactional);
    }

    private static Mail told(Account account) {
        return new Mail(
                account.id(),
                new EmailAddress(account.email()),
                MailTemplate.PASSWORD_CHANGED,
                Map.of("username", account.username()));
    }
}

package dev.mainnet.user.passwordreset;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.Account;
import dev.mainnet.user.account.Accounts;
import dev.mainnet.user.mailtoken.MailTokens;
import dev.mainnet.user.mailtoken.Purpose;
import dev.mainnet.user.ownership.ProveOwnership;
import dev.mainnet.user.passwordchange.ChangePassword;
import dev.mainnet.user.session.DevicePasses;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Gives an account a new password, by the link that was mailed to its owner. */
@Component
public final class ResetPassword {

    private final MailTokens tokens;
    private final Accounts accounts;
    private final ChangePassword changePassword;
    private final ProveOwnership proveOwnership;
    private final DevicePasses passes;
    private final TransactionalOperator transaction;
    private final Clock clock;

    ResetPassword(
            MailTokens tokens,
            Accounts accounts,
            ChangePassword changePassword,
            ProveOwnership proveOwnership,
            DevicePasses passes,
            TransactionalOperator transaction,
            Clock clock) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.changePassword = changePassword;
        this.proveOwnership = proveOwnership;
        this.passes = passes;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Spends the token, sets the password and ends every session of the account. Its address is real: the link came by it.
     *
     * @return a device pass, so that nobody who guesses at the account keeps its owner from signing in; or an error
     *     {@link ErrorCode#VALIDATION_ERROR} of the field token or password
     */
    public Mono<Secret> reset(Secret token, Secret password) {
        return tokens.holder(Purpose.PASSWORD_RESET, token, clock.instant())
                .switchIfEmpty(Mono.error(ResetPassword::unusable))
                .flatMap(accountId -> changePassword
                        .hash(password)
                        .flatMap(hash -> accounts.lock(accountId)
                                .filterWhen(account -> tokens.spend(Purpose.PASSWORD_RESET, token))
                                .switchIfEmpty(Mono.error(ResetPassword::unusable))
                                .delayUntil(account -> replace(account, hash))
                                .map(account -> passes.issue(account.id(), hash))
                                .as(transaction::transactional)));
    }

    private Mono<Void> replace(Account account, Secret hash) {
        return proveOwnership.prove(account).then(Mono.defer(() -> changePassword.replace(account.id(), hash)));
    }

    private static ApiException unusable() {
        return ApiException.invalid("token", "is invalid, used or expired");
    }
}

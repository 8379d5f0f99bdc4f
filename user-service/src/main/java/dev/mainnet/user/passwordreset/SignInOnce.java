package dev.mainnet.user.passwordreset;

import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.Account;
import dev.mainnet.user.account.Accounts;
import dev.mainnet.user.mailtoken.MailTokens;
import dev.mainnet.user.mailtoken.Purpose;
import dev.mainnet.user.ownership.ProveOwnership;
import dev.mainnet.user.password.Passwords;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Lets somebody in by the temporary password that was mailed to him. Its bits are random, so that nothing slower than SHA-256 guards it. */
@Component
public final class SignInOnce {

    private static final int NOBODYS = 43;

    private final MailTokens tokens;
    private final Accounts accounts;
    private final Passwords passwords;
    private final ProveOwnership proveOwnership;
    private final TransactionalOperator transaction;
    private final Clock clock;

    SignInOnce(
            MailTokens tokens,
            Accounts accounts,
            Passwords passwords,
            ProveOwnership proveOwnership,
            TransactionalOperator transaction,
            Clock clock) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.passwords = passwords;
        this.proveOwnership = proveOwnership;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * The account whose temporary password this is, spent by that; nothing where it is none, which the caller answers as any
     * {@link ErrorCode#UNAUTHORIZED}. Its address is real: the password came by it.
     */
    public Mono<Account> spend(String email, Secret password) {
        return tokens.holder(Purpose.TEMPORARY_PASSWORD, password, clock.instant())
                .flatMap(accounts::byId)
                .filter(account -> account.email().equalsIgnoreCase(email))
                // Takes its time: to be done before the transaction.
                .flatMap(found -> passwords
                        .hash(Secret.random("", NOBODYS))
                        .flatMap(nobodys -> accounts.lock(found.id())
                                .filterWhen(account -> tokens.spend(Purpose.TEMPORARY_PASSWORD, password))
                                .delayUntil(account -> take(account, nobodys))
                                .as(transaction::transactional)));
    }

    /** The password of an account whose address nobody had confirmed may be a stranger's. */
    private Mono<Void> take(Account account, Secret nobodys) {
        return account.emailVerified()
                ? Mono.empty()
                : proveOwnership.prove(account).then(Mono.defer(() -> accounts.updatePassword(account.id(), nobodys)));
    }
}

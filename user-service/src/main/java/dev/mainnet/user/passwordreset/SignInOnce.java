package dev.mainnet.user.passwordreset;

import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.Account;
import dev.mainnet.user.account.Accounts;
import dev.mainnet.user.mailtoken.MailTokens;
import dev.mainnet.user.mailtoken.Purpose;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Lets somebody in by the temporary password that was mailed to him. Its bits are random, so that nothing slower than SHA-256 guards it. */
@Component
public final class SignInOnce {

    private final MailTokens tokens;
    private final Accounts accounts;
    private final TransactionalOperator transaction;
    private final Clock clock;

    SignInOnce(MailTokens tokens, Accounts accounts, TransactionalOperator transaction, Clock clock) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * The account whose temporary password this is, spent by that; nothing where it is none, which the caller answers as any
     * {@link ErrorCode#UNAUTHORIZED}. Its address is real: the password came by it.
     */
    public Mono<Account> spend(String email, Secret password) {
        return tokens.holder(Purpose.TEMPORARY_PASSWORD, password, clock.instant())
                .flatMap(accounts::lock)
                .filter(account -> account.email().equalsIgnoreCase(email))
                .filterWhen(account -> tokens.spend(Purpose.TEMPORARY_PASSWORD, password))
                .flatMap(account -> accounts.verifyEmail(account.id()).thenReturn(account))
                .as(transaction::transactional);
    }
}

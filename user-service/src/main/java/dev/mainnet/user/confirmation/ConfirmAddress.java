package dev.mainnet.user.confirmation;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.Account;
import dev.mainnet.user.account.Accounts;
import dev.mainnet.user.mailtoken.MailTokens;
import dev.mainnet.user.mailtoken.Purpose;
import java.time.Clock;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Believes that an address is its account's owner's, because he holds what was mailed there. */
@Component
public final class ConfirmAddress {

    private final MailTokens tokens;
    private final Accounts accounts;
    private final TransactionalOperator transaction;
    private final Clock clock;

    ConfirmAddress(MailTokens tokens, Accounts accounts, TransactionalOperator transaction, Clock clock) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Spends the token, or answers an error {@link ErrorCode#VALIDATION_ERROR} for one that does not work (any more). */
    public Mono<Void> confirm(Secret token) {
        return confirm(token, account -> true);
    }

    /**
     * As {@link #confirm(Secret)}, where the caller names the account beside the token.
     *
     * @param named whether the account is the one that the caller named; if not, the token stays as it is
     */
    public Mono<Void> confirm(Secret token, Predicate<Account> named) {
        return tokens.holder(Purpose.CONFIRMATION, token, clock.instant())
                .flatMap(accounts::lock)
                .filter(named)
                .filterWhen(account -> tokens.spend(Purpose.CONFIRMATION, token))
                .switchIfEmpty(Mono.error(() -> ApiException.invalid("token", "is invalid, used or expired")))
                .flatMap(account -> accounts.verifyEmail(account.id()))
                .as(transaction::transactional);
    }
}

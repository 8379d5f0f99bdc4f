package dev.mainnet.user.account;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Lets the owner of an account say something else about himself. */
@Component
final class ChangeProfile {

    private final Accounts accounts;
    private final TransactionalOperator transaction;

    ChangeProfile(Accounts accounts, TransactionalOperator transaction) {
        this.accounts = accounts;
        this.transaction = transaction;
    }

    /** The account after the change; null leaves a field as it is, an empty text takes it away. */
    Mono<Account> change(UUID accountId, @Nullable String fullname, @Nullable String bio) {
        return accounts.lock(accountId)
                .map(account -> account.withProfile(fullname, bio))
                .flatMap(changed -> accounts.updateProfile(changed).thenReturn(changed))
                .as(transaction::transactional);
    }
}

package dev.mainnet.billing.balance;

import dev.mainnet.billing.ledger.Wallet;
import dev.mainnet.billing.ledger.Wallets;
import dev.mainnet.defaults.error.ApiException;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows what a user has: one row, however long the history. */
@Component
public class ShowBalance {

    private final Wallets wallets;

    ShowBalance(Wallets wallets) {
        this.wallets = wallets;
    }

    /** The caller's own. An account so new that billing has not heard of it has nothing yet. */
    public Mono<Wallet> own(UUID userId) {
        return wallets.find(userId).defaultIfEmpty(Wallet.empty(userId));
    }

    /** Anybody's, for an administrator; 404 for a user that billing never heard of. */
    public Mono<Wallet> of(UUID userId) {
        return wallets.find(userId).switchIfEmpty(Mono.error(() -> ApiException.notFound("User")));
    }
}

package dev.mainnet.billing.balance;

import dev.mainnet.billing.ledger.Wallet;
import dev.mainnet.billing.ledger.Wallets;
import dev.mainnet.defaults.audit.AuditEntry;
import dev.mainnet.defaults.audit.RecordAudit;
import dev.mainnet.defaults.error.ApiException;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Shows what a user has: one row, however long the history. */
@Component
public class ShowBalance {

    private final Wallets wallets;

    private final RecordAudit audit;
    private final TransactionalOperator transaction;

    ShowBalance(Wallets wallets, RecordAudit audit, TransactionalOperator transaction) {
        this.wallets = wallets;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** The caller's own. An account so new that billing has not heard of it has nothing yet. */
    public Mono<Wallet> own(UUID userId) {
        return wallets.find(userId).defaultIfEmpty(Wallet.empty(userId));
    }

    /** Anybody's, for an administrator, who is written down; 404 for a user that billing never heard of. */
    public Mono<Wallet> of(UUID userId, UUID administratorId) {
        return wallets.find(userId)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("User")))
                .delayUntil(read -> audit.record(AuditEntry.about(userId, administratorId, "balance.read")))
                .as(transaction::transactional);
    }
}

package dev.mainnet.billing.transaction;

import dev.mainnet.billing.ledger.Wallets;
import dev.mainnet.defaults.audit.AuditEntry;
import dev.mainnet.defaults.audit.RecordAudit;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.page.CursorPage;
import dev.mainnet.defaults.page.CursorRequest;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Lists the journal entries that touch a user, newest first. */
@Component
public class ListTransactions {

    private final Transactions transactions;
    private final Wallets wallets;
    private final RecordAudit audit;
    private final TransactionalOperator transaction;

    ListTransactions(Transactions transactions, Wallets wallets, RecordAudit audit, TransactionalOperator transaction) {
        this.transactions = transactions;
        this.wallets = wallets;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** The part of the caller's own list that is asked for; with a filter it can hold fewer than the limit although more follow. */
    public Mono<CursorPage<Transaction>> own(UUID userId, TransactionFilter filter, CursorRequest request) {
        return transactions.page(userId, filter, request);
    }

    /** Anybody's, for an administrator, who is written down; 404 for a user that billing never heard of. */
    public Mono<CursorPage<Transaction>> of(
            UUID userId, UUID administratorId, TransactionFilter filter, CursorRequest request) {
        return wallets.find(userId)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("User")))
                .then(transactions.page(userId, filter, request))
                .delayUntil(read -> audit.record(AuditEntry.about(userId, administratorId, "transactions.read")
                        .with("entries", read.data().size())))
                .as(transaction::transactional);
    }
}

package dev.mainnet.billing.adjustment;

import dev.mainnet.billing.ledger.Cause;
import dev.mainnet.billing.ledger.EntryKind;
import dev.mainnet.billing.ledger.InputHash;
import dev.mainnet.billing.ledger.JournalEntry;
import dev.mainnet.billing.ledger.Ledger;
import dev.mainnet.billing.ledger.PlatformAccount;
import dev.mainnet.billing.ledger.Posting;
import dev.mainnet.billing.ledger.ReferenceConflictException;
import dev.mainnet.billing.ledger.Subject;
import dev.mainnet.billing.ledger.UserAccount;
import dev.mainnet.billing.ledger.Wallets;
import dev.mainnet.billing.transaction.Transaction;
import dev.mainnet.billing.transaction.Transactions;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.idempotency.OperationId;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Gives or takes credits by an administrator's decision; the platform's promotions account is the other side. */
@Component
public class AdjustBalance {

    private final Ledger ledger;
    private final Wallets wallets;
    private final Transactions transactions;
    private final TransactionalOperator transaction;

    AdjustBalance(Ledger ledger, Wallets wallets, Transactions transactions, TransactionalOperator transaction) {
        this.ledger = ledger;
        this.wallets = wallets;
        this.transactions = transactions;
        this.transaction = transaction;
    }

    /**
     * Adjusts what the user has available, below zero if need be.
     *
     * @return the entry; a 404 for a user that billing never heard of
     */
    public Mono<Transaction> adjust(Adjustment adjustment) {
        return OperationId.current()
                .map(id -> "adjustment:" + id)
                .flatMap(reference -> wallets.find(adjustment.userId())
                        .switchIfEmpty(Mono.error(() -> ApiException.notFound("User")))
                        .then(ledger.lock(Set.of(adjustment.userId())))
                        .flatMap(locked -> ledger.post(locked, List.of(entry(reference, adjustment))))
                        .then(transactions.find(adjustment.userId(), reference)))
                .as(transaction::transactional)
                .onErrorMap(
                        ReferenceConflictException.class,
                        e -> new ApiException(
                                ErrorCode.IDEMPOTENCY_MISMATCH, "This adjustment was made before in another way"));
    }

    private static JournalEntry entry(String reference, Adjustment adjustment) {
        return new JournalEntry(
                new Cause(reference, InputHash.of(adjustment.toString())),
                EntryKind.ADJUSTMENT,
                adjustment.reason(),
                Subject.decidedBy(adjustment.administratorId()),
                List.of(
                        Posting.from(
                                PlatformAccount.PROMOTIONS, adjustment.amount().micro()),
                        Posting.to(
                                UserAccount.available(adjustment.userId()),
                                adjustment.amount().micro())));
    }
}

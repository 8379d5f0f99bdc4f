package dev.mainnet.billing.adjustment;

import dev.mainnet.billing.ledger.Cause;
import dev.mainnet.billing.ledger.EntryKind;
import dev.mainnet.billing.ledger.InputHash;
import dev.mainnet.billing.ledger.JournalEntry;
import dev.mainnet.billing.ledger.Ledger;
import dev.mainnet.billing.ledger.LockedWallets;
import dev.mainnet.billing.ledger.PlatformAccount;
import dev.mainnet.billing.ledger.Posting;
import dev.mainnet.billing.ledger.ReferenceConflictException;
import dev.mainnet.billing.ledger.Subject;
import dev.mainnet.billing.ledger.UserAccount;
import dev.mainnet.billing.ledger.Wallets;
import dev.mainnet.billing.transaction.Transaction;
import dev.mainnet.billing.transaction.Transactions;
import dev.mainnet.defaults.audit.AuditEntry;
import dev.mainnet.defaults.audit.RecordAudit;
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
    private final RecordAudit audit;
    private final TransactionalOperator transaction;

    AdjustBalance(
            Ledger ledger,
            Wallets wallets,
            Transactions transactions,
            RecordAudit audit,
            TransactionalOperator transaction) {
        this.ledger = ledger;
        this.wallets = wallets;
        this.transactions = transactions;
        this.audit = audit;
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
                        .flatMap(locked -> adjust(locked, reference, adjustment)))
                .as(transaction::transactional)
                .onErrorMap(
                        ReferenceConflictException.class,
                        e -> new ApiException(
                                ErrorCode.IDEMPOTENCY_MISMATCH, "This adjustment was made before in another way"));
    }

    /** The audit log tells once of an adjustment that was tried twice under one key. */
    private Mono<Transaction> adjust(LockedWallets locked, String reference, Adjustment adjustment) {
        Mono<Transaction> posted = transactions.find(adjustment.userId(), reference);
        return posted.hasElement()
                .flatMap(repeated -> ledger.post(locked, List.of(entry(reference, adjustment)))
                        .then(posted)
                        .delayUntil(made -> repeated ? Mono.empty() : audit.record(deed(adjustment, made))));
    }

    private static AuditEntry deed(Adjustment adjustment, Transaction made) {
        return AuditEntry.about(adjustment.userId(), adjustment.administratorId(), "balance.adjusted")
                .with("amount", adjustment.amount())
                .with("reason", adjustment.reason())
                .with("entry_id", made.id());
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

package dev.mainnet.billing.ledger;

import dev.mainnet.outbox.Outbox;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionContextManager;
import reactor.core.publisher.Mono;

/**
 * The only way to change a balance. Both steps belong to one transaction of the caller: first {@link #lock} once, with everybody the
 * transaction can touch, then {@link #post} once, with all its entries. RATIONALE.md says why.
 */
@Component
public class Ledger {

    private final Wallets wallets;
    private final PlatformAccounts platform;
    private final JournalEntries entries;
    private final Postings postings;
    private final Outbox outbox;
    private final BalanceNews news;

    Ledger(
            Wallets wallets,
            PlatformAccounts platform,
            JournalEntries entries,
            Postings postings,
            Outbox outbox,
            BalanceNews news) {
        this.wallets = wallets;
        this.platform = platform;
        this.entries = entries;
        this.postings = postings;
        this.outbox = outbox;
        this.news = news;
    }

    /**
     * Locks the wallets of the users until the transaction ends; makes those that are missing.
     *
     * @return an error of {@link NoTransactionException} where no transaction is under way
     */
    public Mono<LockedWallets> lock(Set<UUID> userIds) {
        return TransactionContextManager.currentContext()
                .then(wallets.lock(userIds))
                .map(LockedWallets::new);
    }

    /**
     * Adds the entries whose reference is new, changes the balances by what those sum up to, and tells the new balances.
     *
     * @param locked holds every user of the entries
     * @return an error of {@link ReferenceConflictException} when a reference was posted before with another input
     */
    public Mono<Void> post(LockedWallets locked, List<JournalEntry> newEntries) {
        if (newEntries.isEmpty()) {
            return Mono.empty();
        }
        return Mono.fromRunnable(() -> locked.requireAllOf(newEntries))
                .then(entries.insertNew(newEntries))
                .filter(fresh -> !fresh.isEmpty())
                .flatMap(fresh -> postings.insert(fresh).then(change(fresh)));
    }

    private Mono<Void> change(List<JournalEntry> fresh) {
        Changes changes = Changes.of(fresh);
        return wallets.change(changes.wallets())
                .collectList()
                .map(changed -> news.of(changed, changes.wallets()))
                .flatMap(outbox::appendAll)
                .then(platform.change(changes.platform()));
    }
}

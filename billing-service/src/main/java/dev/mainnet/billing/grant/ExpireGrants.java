package dev.mainnet.billing.grant;

import dev.mainnet.billing.ledger.Cause;
import dev.mainnet.billing.ledger.EntryKind;
import dev.mainnet.billing.ledger.InputHash;
import dev.mainnet.billing.ledger.JournalEntry;
import dev.mainnet.billing.ledger.Ledger;
import dev.mainnet.billing.ledger.LockedWallets;
import dev.mainnet.billing.ledger.PlatformAccount;
import dev.mainnet.billing.ledger.Posting;
import dev.mainnet.billing.ledger.Subject;
import dev.mainnet.billing.ledger.UserAccount;
import dev.mainnet.billing.ledger.Wallet;
import dev.mainnet.billing.ledger.Wallets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes back what remains of grants that have ended. What is set aside for a job cannot be taken: it is the job's until that ends, and
 * then either spent or taken at a later look. A balance never falls below zero by this.
 */
@Component
public class ExpireGrants {

    private static final int MOST_USERS = 100;
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(10);

    private final Ledger ledger;
    private final Wallets wallets;
    private final Grants grants;
    private final TransactionalOperator transaction;

    ExpireGrants(Ledger ledger, Wallets wallets, Grants grants, TransactionalOperator transaction) {
        this.ledger = ledger;
        this.wallets = wallets;
        this.grants = grants;
        this.transaction = transaction;
    }

    /** Expires the grants of at most a hundred users and answers of how many. */
    public Mono<Integer> expire(Instant now) {
        return grants.usersWithDue(now, MOST_USERS)
                .filter(users -> !users.isEmpty())
                .flatMap(users -> ledger.lock(new HashSet<>(users))
                        .flatMap(locked -> Flux.fromIterable(users)
                                .concatMap(user -> take(locked, user, now))
                                .collectList()
                                .flatMap(taken -> ledger.post(
                                                locked,
                                                taken.stream()
                                                        .flatMap(List::stream)
                                                        .toList())
                                        .thenReturn(users.size()))))
                .as(transaction::transactional)
                .defaultIfEmpty(0);
    }

    private Mono<List<JournalEntry>> take(LockedWallets locked, UUID userId, Instant now) {
        Wallet wallet = locked.of(userId);
        return grants.of(userId).flatMap(held -> {
            List<JournalEntry> entries = new ArrayList<>();
            List<CreditGrant> left = new ArrayList<>();
            long available = Math.max(0, wallet.availableMicro());
            for (CreditGrant grant : Burning.apply(wallet, held)) {
                long taken = grant.expiresAt().isAfter(now) ? 0 : Math.min(grant.remainingMicro(), available);
                available -= taken;
                left.add(grant.remaining(grant.remainingMicro() - taken));
                if (taken > 0) {
                    entries.add(entry(grant, taken));
                }
            }
            return grants.save(left)
                    .then(grants.lookAgain(userId, now, now.plus(LOOK_AGAIN)))
                    .then(wallets.countSpending(wallet))
                    .thenReturn(entries);
        });
    }

    /** What remained before names the step: a grant that is taken back in parts has one for each. */
    private static JournalEntry entry(CreditGrant grant, long takenMicro) {
        return new JournalEntry(
                new Cause(
                        "grant:" + grant.id() + ":expiry:" + grant.remainingMicro(),
                        InputHash.of(grant.id() + " " + takenMicro)),
                EntryKind.GRANT_EXPIRY,
                "Granted credits expired",
                Subject.NONE,
                List.of(
                        Posting.from(UserAccount.available(grant.userId()), takenMicro),
                        Posting.to(PlatformAccount.PROMOTIONS, takenMicro)));
    }
}

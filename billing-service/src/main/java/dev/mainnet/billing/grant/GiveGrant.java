package dev.mainnet.billing.grant;

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
import dev.mainnet.billing.ledger.Wallet;
import dev.mainnet.billing.ledger.Wallets;
import dev.mainnet.defaults.audit.AuditEntry;
import dev.mainnet.defaults.audit.RecordAudit;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.idempotency.OperationId;
import dev.mainnet.defaults.money.Credits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Gives a user credits until a day, by an administrator's decision; the platform's promotions account is the other side. */
@Component
class GiveGrant {

    private final Ledger ledger;
    private final Wallets wallets;
    private final Grants grants;
    private final RecordAudit audit;
    private final TransactionalOperator transaction;

    GiveGrant(Ledger ledger, Wallets wallets, Grants grants, RecordAudit audit, TransactionalOperator transaction) {
        this.ledger = ledger;
        this.wallets = wallets;
        this.grants = grants;
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * What is to be given.
     *
     * @param amount above zero, at most a million credits
     * @param expiresAt in the next ten years
     */
    record Order(UUID administratorId, UUID userId, Credits amount, String reason, Instant expiresAt) {

        private static final Credits MOST = Credits.of("1000000");
        private static final Duration LONGEST = Duration.ofDays(3_660);

        Order {
            if (amount.micro() <= 0 || amount.micro() > MOST.micro()) {
                throw ApiException.invalid("amount", "must be above zero and at most " + MOST);
            }
            Instant now = Instant.now();
            if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST))) {
                throw ApiException.invalid("expires_at", "must be in the next ten years");
            }
        }
    }

    /** Gives it once; a 404 for a user that billing never heard of, a 409 for one grant too many. */
    Mono<CreditGrant> give(Order order) {
        return OperationId.current()
                .map(id -> new CreditGrant(
                        id,
                        order.userId(),
                        order.amount().micro(),
                        order.amount().micro(),
                        order.expiresAt(),
                        Instant.now()))
                .flatMap(grant -> wallets.find(order.userId())
                        .switchIfEmpty(Mono.error(() -> ApiException.notFound("User")))
                        .then(ledger.lock(Set.of(order.userId())))
                        .flatMap(locked -> keep(locked, grant, order))
                        .as(transaction::transactional)
                        .thenReturn(grant))
                .onErrorMap(
                        ReferenceConflictException.class,
                        e -> new ApiException(
                                ErrorCode.IDEMPOTENCY_MISMATCH, "This grant was given before in another way"));
    }

    private Mono<Void> keep(LockedWallets locked, CreditGrant grant, Order order) {
        return grants.exists(grant.id())
                .flatMap(repeated -> repeated
                        ? Mono.<Void>empty()
                        : count(locked.of(grant.userId()))
                                .then(grants.add(grant))
                                .then(audit.record(about(grant, order))))
                .then(ledger.post(locked, List.of(entry(grant, order))));
    }

    /** What was spent until now is the older grants' loss, not the new one's. */
    private Mono<Void> count(Wallet wallet) {
        return grants.of(wallet.userId())
                .flatMap(held -> held.size() < Grants.MOST
                        ? grants.save(Burning.apply(wallet, held))
                        : Mono.error(new ApiException(
                                ErrorCode.CONFLICT, "A user can hold at most " + Grants.MOST + " grants that end")))
                .then(wallets.countSpending(wallet));
    }

    private static AuditEntry about(CreditGrant grant, Order order) {
        return AuditEntry.about(order.userId(), order.administratorId(), "grant.given")
                .with("amount", order.amount())
                .with("reason", order.reason())
                .with("expires_at", grant.expiresAt());
    }

    private static JournalEntry entry(CreditGrant grant, Order order) {
        return new JournalEntry(
                new Cause("grant:" + grant.id(), InputHash.of(order.toString())),
                EntryKind.GRANT,
                order.reason(),
                Subject.decidedBy(order.administratorId()),
                List.of(
                        Posting.from(PlatformAccount.PROMOTIONS, grant.amountMicro()),
                        Posting.to(UserAccount.available(grant.userId()), grant.amountMicro())));
    }
}

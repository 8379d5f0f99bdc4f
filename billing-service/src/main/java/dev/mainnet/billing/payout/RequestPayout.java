package dev.mainnet.billing.payout;

import dev.mainnet.billing.ledger.Ledger;
import dev.mainnet.billing.ledger.LockedWallets;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.idempotency.OperationId;
import dev.mainnet.defaults.money.Credits;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Asks for earnings to be paid out, or takes the wish back. */
@Component
class RequestPayout {

    private static final int MOST_REQUESTED = 10;

    private final Ledger ledger;
    private final Payouts payouts;
    private final PayoutSettings settings;
    private final TransactionalOperator transaction;

    RequestPayout(Ledger ledger, Payouts payouts, PayoutSettings settings, TransactionalOperator transaction) {
        this.ledger = ledger;
        this.payouts = payouts;
        this.settings = settings;
        this.transaction = transaction;
    }

    /** Sets the earnings aside; 400 for less than the least, 409 for more than was earned or too many requests at a time. */
    Mono<Payout> request(UUID userId, Credits amount, String destination) {
        if (amount.micro() < settings.least().micro()) {
            return Mono.error(() -> ApiException.invalid("amount", "must be at least " + settings.least()));
        }
        return OperationId.current()
                .map(id -> Payout.request(
                        id, userId, amount.micro(), destination, Instant.now().truncatedTo(ChronoUnit.MICROS)))
                .flatMap(payout -> ledger.lock(Set.of(userId))
                        .flatMap(locked -> keep(payout, locked))
                        .as(transaction::transactional));
    }

    private Mono<Payout> keep(Payout payout, LockedWallets locked) {
        return payouts.find(payout.id())
                .switchIfEmpty(Mono.defer(() -> demandEarned(payout, locked)
                        .then(payouts.add(payout))
                        .then(ledger.post(locked, List.of(PayoutEntries.requested(payout))))
                        .thenReturn(payout)));
    }

    private Mono<Void> demandEarned(Payout payout, LockedWallets locked) {
        if (locked.of(payout.userId()).earningsMicro() < payout.amountMicro()) {
            return Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "You have not earned that much")
                    .withDetail("amount", "is more than your earnings"));
        }
        return payouts.countRequested(payout.userId())
                .filter(requested -> requested < MOST_REQUESTED)
                .switchIfEmpty(Mono.error(() -> new ApiException(
                        ErrorCode.CONFLICT, "You have " + MOST_REQUESTED + " payouts that wait for a decision")))
                .then();
    }
}

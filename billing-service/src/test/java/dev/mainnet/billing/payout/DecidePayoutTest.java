package dev.mainnet.billing.payout;

import static dev.mainnet.billing.Deliveries.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.billing.BillingTest;
import dev.mainnet.billing.Books;
import dev.mainnet.billing.Deliveries;
import dev.mainnet.billing.ledger.Ledger;
import dev.mainnet.defaults.audit.RecordAudit;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** What may happen while money is on its way. */
@BillingTest
class DecidePayoutTest {

    private static final long CREDIT = 1_000_000;

    @Autowired
    Ledger ledger;

    @Autowired
    Payouts payouts;

    @Autowired
    RecordAudit audit;

    @Autowired
    TransactionalOperator transaction;

    @Autowired
    Deliveries deliveries;

    @Autowired
    Books books;

    private final UUID admin = UUID.randomUUID();
    private final UUID grace = UUID.randomUUID();
    private final List<UUID> transferred = new ArrayList<>();
    private UUID payout;

    @BeforeEach
    void request() {
        deliveries.deliver(usage(deliveries.newUser(), grace, 5_000 * CREDIT));
        Payout requested =
                Payout.request(UUID.randomUUID(), grace, 1_500 * CREDIT, "IBAN", Instant.parse("2026-01-02T03:04:05Z"));
        payout = requested.id();
        ledger.lock(Set.of(grace))
                .flatMap(locked ->
                        payouts.add(requested).then(ledger.post(locked, List.of(PayoutEntries.requested(requested)))))
                .as(transaction::transactional)
                .block();
    }

    @AfterEach
    void nothingIsLost() {
        books.assertSound();
    }

    @Test
    void nobodyTakesBackOrRejectsWhatIsBeingTransferred() {
        DecidePayout other = decide((payout, given) -> Mono.error(new IllegalStateException("not asked")));
        DecidePayout decide = decide((payout, given) -> note(payout, given)
                .delayUntil(reference -> refused(other.withdraw(grace, payout.id())))
                .delayUntil(reference -> refused(other.reject(admin, payout.id(), "Too late"))));

        Payout paid = decide.pay(admin, payout, "bank 17").block();

        assertThat(paid.state()).isEqualTo(Payout.State.PAID);
        assertThat(paid.transferReference()).isEqualTo("bank 17");
        assertThat(transferred).containsExactly(payout);
        assertThat(books.earnings(grace)).isEqualTo(2_500 * CREDIT);
    }

    @Test
    void aTransferOfWhichNobodyKnowsIsFinishedByWhoeverPaysOnceMore() {
        DecidePayout crashing = decide((payout, given) ->
                note(payout, given).then(Mono.error(new IllegalStateException("The connection broke off"))));
        assertThatThrownBy(() -> crashing.pay(admin, payout, "bank 17").block()).hasMessageContaining("broke off");
        assertThat(state()).isEqualTo(Payout.State.PAYING);
        refused(crashing.withdraw(grace, payout)).block();
        refused(crashing.reject(admin, payout, "Odd")).block();

        Payout paid = decide(this::note).pay(admin, payout, "bank 17").block();

        assertThat(paid.state()).isEqualTo(Payout.State.PAID);
        assertThat(transferred).containsExactly(payout, payout);
        assertThat(books.earnings(grace)).isEqualTo(2_500 * CREDIT);
    }

    @Test
    void whatCannotBeTransferredWaitsForADecisionAgain() {
        DecidePayout refusing = decide((payout, given) -> Mono.error(ApiException.invalid("destination", "is none")));

        assertThatThrownBy(() -> refusing.pay(admin, payout, "").block()).isInstanceOf(ApiException.class);
        assertThat(state()).isEqualTo(Payout.State.REQUESTED);
        refusing.withdraw(grace, payout).block();

        assertThat(books.earnings(grace)).isEqualTo(4_000 * CREDIT);
    }

    @Test
    void onlyTheLastAttemptGivesAPayoutBack() {
        DecidePayout second = decide((payout, given) ->
                note(payout, given).then(Mono.error(new IllegalStateException("The connection broke off"))));
        DecidePayout first = decide((payout, given) -> second.pay(admin, payout.id(), "bank 17")
                .onErrorResume(IllegalStateException.class, unknown -> Mono.empty())
                .then(Mono.error(ApiException.invalid("destination", "is none"))));

        assertThatThrownBy(() -> first.pay(admin, payout, "bank 17").block()).isInstanceOf(ApiException.class);

        assertThat(state()).isEqualTo(Payout.State.PAYING);
        refused(first.withdraw(grace, payout)).block();
    }

    private Mono<String> note(Payout payout, String given) {
        return Mono.fromSupplier(() -> {
            transferred.add(payout.id());
            return given;
        });
    }

    private Payout.State state() {
        return payouts.find(payout).block(Duration.ofSeconds(10)).state();
    }

    private static Mono<Void> refused(Mono<Payout> decision) {
        return decision.flatMap(done -> Mono.<Void>error(new AssertionError("decided: " + done)))
                .onErrorResume(ApiException.class, e -> e.code() == ErrorCode.CONFLICT ? Mono.empty() : Mono.error(e));
    }

    private DecidePayout decide(PayoutTransfers transfers) {
        return new DecidePayout(ledger, payouts, transfers, audit, transaction);
    }
}

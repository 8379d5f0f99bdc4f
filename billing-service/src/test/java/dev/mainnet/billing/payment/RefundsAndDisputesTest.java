package dev.mainnet.billing.payment;

import static dev.mainnet.billing.Deliveries.usage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.billing.BillingTest;
import dev.mainnet.billing.Books;
import dev.mainnet.billing.Deliveries;
import dev.mainnet.billing.Shop;
import dev.mainnet.billing.Shop.Purchase;
import dev.mainnet.billing.reconciliation.ReconcileLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@BillingTest
class RefundsAndDisputesTest {

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Autowired
    Deliveries deliveries;

    @Autowired
    ReconcileLedger reconcileLedger;

    @AfterEach
    void everythingIsEqual() {
        books.assertSound();
        assertThat(reconcileLedger.reconcile().block().payments())
                .satisfies(payments -> assertThat(payments.areEqual()).isTrue());
    }

    @Test
    void takesBackEachRefundOnce() {
        Purchase purchase = paid(500);

        shop.deliver(purchase.refunded(200));
        assertThat(books.available(purchase.user())).isEqualTo(300_000_000);
        shop.deliver(purchase.refunded(500), purchase.refunded(200), purchase.refunded(500));

        assertThat(books.available(purchase.user())).isZero();
        assertThat(books.kinds(purchase.user())).containsExactly("purchase", "refund", "refund");
    }

    @Test
    void takesTheBalanceBelowZeroWhenTheCreditsAreSpent() {
        Purchase purchase = paid(500);
        deliveries.deliver(usage(purchase.user(), UUID.randomUUID(), 450_000_000));

        shop.deliver(purchase.refunded(500));

        assertThat(books.available(purchase.user())).isEqualTo(-450_000_000);
    }

    @Test
    void takesBackNoMoreThanWasPaid() {
        Purchase purchase = paid(500);

        shop.deliver(
                purchase.refunded(400), purchase.dispute("created", "needs_response", 500), purchase.refunded(900));

        assertThat(books.available(purchase.user())).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "created, needs_response, 0",
        "created, warning_needs_response, 500",
        "funds_withdrawn, needs_response, 0",
        "updated, under_review, 0",
        "closed, lost, 0",
        "closed, won, 500",
        "closed, warning_closed, 500",
        "funds_reinstated, won, 500"
    })
    void takesADisputedPaymentBack(String what, String status, long left) {
        Purchase purchase = paid(500);

        shop.deliver(purchase.dispute(what, status, 500));

        assertThat(books.available(purchase.user())).isEqualTo(left * 1_000_000);
    }

    @Test
    void givesADisputedPaymentAgainWhenTheDisputeIsWon() {
        Purchase purchase = paid(500);

        shop.deliver(
                purchase.dispute("created", "needs_response", 300),
                purchase.dispute("funds_withdrawn", "needs_response", 300));
        assertThat(books.available(purchase.user())).isEqualTo(200_000_000);
        shop.deliver(purchase.dispute("closed", "won", 300), purchase.dispute("funds_reinstated", "won", 300));

        assertThat(books.available(purchase.user())).isEqualTo(500_000_000);
        assertThat(books.kinds(purchase.user())).containsExactly("purchase", "dispute", "dispute_reversal");
    }

    @Test
    void leavesALostDisputeWithdrawn() {
        Purchase purchase = paid(500);

        shop.deliver(purchase.dispute("created", "needs_response", 500), purchase.dispute("closed", "lost", 500));

        assertThat(books.available(purchase.user())).isZero();
        assertThat(books.kinds(purchase.user())).containsExactly("purchase", "dispute");
    }

    @Test
    void endsTheSameInEveryOrder() {
        for (List<Function<Purchase, String>> order : permutations(List.<Function<Purchase, String>>of(
                purchase -> purchase.completed("paid"),
                purchase -> purchase.refunded(100),
                purchase -> purchase.refunded(150),
                purchase -> purchase.dispute("created", "needs_response", 200),
                purchase -> purchase.dispute("closed", "won", 200)))) {
            Purchase purchase = shop.begin(500);
            order.forEach(event -> shop.deliver(event.apply(purchase)));

            assertThat(books.available(purchase.user())).isEqualTo(350_000_000);
        }
    }

    @Test
    void endsTheSameInEveryOrderWhenTheDisputeIsLost() {
        for (List<Function<Purchase, String>> order : permutations(List.<Function<Purchase, String>>of(
                purchase -> purchase.completed("paid"),
                purchase -> purchase.refunded(400),
                purchase -> purchase.dispute("created", "warning_needs_response", 200),
                purchase -> purchase.dispute("closed", "lost", 200)))) {
            Purchase purchase = shop.begin(500);
            order.forEach(event -> shop.deliver(event.apply(purchase)));

            assertThat(books.available(purchase.user())).isZero();
        }
    }

    @Test
    void putsAsideWhatIsInAnotherCurrencyOrIncomplete() {
        Purchase purchase = paid(500);
        for (String event : List.of(
                purchase.refunded(100).replace("usd", "eur"),
                purchase.refunded(-100),
                purchase.refunded(100).replace("payment_intent", "intent"),
                purchase.dispute("created", "needs_response", 100).replace("usd", "eur"),
                purchase.dispute("created", "needs_response", 100).replace("\"amount\"", "\"sum\""))) {
            shop.deliver(event);
            assertThat(shop.problem(Shop.idOf(event))).contains("in usd");
        }

        assertThat(books.available(purchase.user())).isEqualTo(500_000_000);
    }

    private Purchase paid(long cents) {
        Purchase purchase = shop.begin(cents);
        shop.deliver(purchase.completed("paid"));
        return purchase;
    }

    private static <T> List<List<T>> permutations(List<T> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> all = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            List<T> rest = new ArrayList<>(items);
            T first = rest.remove(i);
            permutations(rest).forEach(tail -> {
                List<T> one = new ArrayList<>(List.of(first));
                one.addAll(tail);
                all.add(one);
            });
        }
        return all;
    }
}

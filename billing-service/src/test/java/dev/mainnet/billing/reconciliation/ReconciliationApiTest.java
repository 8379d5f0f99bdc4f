package dev.mainnet.billing.reconciliation;

import static dev.mainnet.billing.Deliveries.usage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.billing.BillingTest;
import dev.mainnet.billing.Deliveries;
import dev.mainnet.billing.Shop;
import dev.mainnet.contracts.JobEvent.JobSubmitted;
import dev.mainnet.testing.TestIdentity;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@BillingTest
class ReconciliationApiTest {

    @Autowired
    WebTestClient http;

    @Autowired
    Deliveries deliveries;

    @Autowired
    DatabaseClient database;

    @Autowired
    Shop shop;

    @Autowired
    ReconcileLedger reconcileLedger;

    @Test
    void findsEverythingEqual() {
        UUID user = deliveries.newUser();
        deliveries.deliver(
                usage(user, UUID.randomUUID(), 2_000_000),
                new JobSubmitted(UUID.randomUUID(), user, "training", 3_000_000, Instant.EPOCH));

        reconcile(TestIdentity.admin())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.balanced")
                .isEqualTo(true)
                .jsonPath("$.postings_sum")
                .isEqualTo(0)
                .jsonPath("$.accounts[?(@.account == 'available')].mismatches")
                .isEqualTo(0)
                .jsonPath("$.payments.mismatches")
                .isEqualTo(0)
                .jsonPath("$.reservations.pending")
                .isNumber();
    }

    @Test
    void findsABalanceThatWasTamperedWith() {
        UUID user = deliveries.newUser();
        change(user, 1);

        Reconciliation found = reconcileLedger.reconcile().block();

        change(user, -1);
        assertThat(found.balanced()).isFalse();
        assertThat(found.accounts())
                .filteredOn(account -> account.mismatches() > 0)
                .singleElement()
                .satisfies(account -> assertThat(account.account()).isEqualTo("earnings"));
    }

    @Test
    void findsAPaymentThatTheLedgerDoesNotShow() {
        var purchase = shop.begin(5);
        shop.deliver(purchase.completed("paid"));
        refund(purchase.payment(), 1);

        Reconciliation found = reconcileLedger.reconcile().block();

        refund(purchase.payment(), 0);
        assertThat(found.balanced()).isFalse();
        assertThat(found.payments().mismatches()).isEqualTo(1);
        assertThat(found.payments().paid()).isLessThan(found.payments().journalled());
        assertThat(reconcileLedger.reconcile().block().balanced()).isTrue();
    }

    @Test
    void isForAdministrators() {
        reconcile(TestIdentity.user("eve")).expectStatus().isForbidden();
    }

    private void change(UUID user, long amount) {
        database.sql("UPDATE wallet SET earnings_micro = earnings_micro + $1 WHERE user_id = $2")
                .bind(0, amount)
                .bind(1, user)
                .then()
                .block();
    }

    private void refund(String payment, long cents) {
        database.sql("UPDATE payment SET refunded_cents = $1 WHERE id = $2")
                .bind(0, cents)
                .bind(1, payment)
                .then()
                .block();
    }

    private WebTestClient.ResponseSpec reconcile(TestIdentity who) {
        return http.get()
                .uri("/api/v1/billing/reconciliation")
                .header(HttpHeaders.AUTHORIZATION, who.bearer())
                .exchange();
    }
}

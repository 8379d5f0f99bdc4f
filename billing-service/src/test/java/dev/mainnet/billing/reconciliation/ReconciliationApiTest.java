package dev.mainnet.billing.reconciliation;

import static dev.mainnet.billing.Deliveries.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.billing.BillingTest;
import dev.mainnet.billing.Deliveries;
import dev.mainnet.billing.Shop;
import dev.mainnet.contracts.JobEvent.JobSubmitted;
import dev.mainnet.contracts.Topics;
import dev.mainnet.contracts.UsageEvent.UsageRecorded;
import dev.mainnet.defaults.audit.RecordAudit;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.money.Credits;
import dev.mainnet.testing.TestIdentity;
import dev.mainnet.testing.TestKafka;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.ReactiveTransactionManager;
import reactor.test.StepVerifier;

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

    @Autowired
    ReconciliationMetrics metrics;

    @Autowired
    UnbilledMetrics unbilledMetrics;

    @Autowired
    LedgerSums sums;

    @Autowired
    RecordAudit audit;

    @Autowired
    ReactiveTransactionManager transactions;

    @Autowired
    MeterRegistry meters;

    @Autowired
    KafkaListenerEndpointRegistry listeners;

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
    void tellsWhatIsNotDebitedYetAndSinceWhen() {
        UUID owner = UUID.randomUUID();
        UUID user = deliveries.newUser();
        UsageRecorded first = usage(user, owner, 2_000_000);
        List<MessageListenerContainer> debiting = listeners.getListenerContainers().stream()
                .filter(listener ->
                        List.of(listener.getContainerProperties().getTopics()).contains(Topics.USAGE_EVENTS))
                .toList();
        debiting.forEach(MessageListenerContainer::stop);
        try {
            TestKafka.publish(first);
            TestKafka.publish(usage(user, owner, 3_000_000));

            Unbilled two = new Unbilled(2, Credits.of("5"), first.occurredAt(), false);
            await().untilAsserted(() ->
                    assertThat(reconcileLedger.reconcile().block().unbilled()).isEqualTo(two));
            refreshUntilUnbilled(2);
            assertThat(gauge("unbilled.credits")).isEqualTo(5);
            double age = gauge("unbilled.age");
            assertThat(age).isPositive();
            await().pollDelay(Duration.ofMillis(50)).until(() -> true);
            assertThat(gauge("unbilled.age")).as("the age of the look").isEqualTo(age);
        } finally {
            debiting.forEach(MessageListenerContainer::start);
        }
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Unbilled.NOTHING.equals(
                        reconcileLedger.reconcile().block().unbilled()));
        refreshUntilUnbilled(0);
        assertThat(gauge("unbilled.age")).isZero();
        assertThat(gauge("usage.debited.credits"))
                .isEqualTo(reconcileLedger.reconcile().block().usage().debited().micro() / 1_000_000.0);
    }

    /** Kafka may not answer in time. */
    private void refreshUntilUnbilled(double calls) {
        await().ignoreExceptionsInstanceOf(ApiException.class).untilAsserted(() -> {
            unbilledMetrics.refresh().block();
            assertThat(gauge("unbilled.calls")).isEqualTo(calls);
        });
    }

    @Test
    void tellsOfTheBooksWhileKafkaIsAway() {
        UnbilledUsage unreachable = new UnbilledUsage(new DefaultKafkaConsumerFactory<>(
                Map.of("bootstrap.servers", "localhost:1", "reconnect.backoff.ms", 1000),
                new StringDeserializer(),
                new ByteArrayDeserializer()));
        UnbilledMetrics blind = new UnbilledMetrics(unreachable, sums, new SimpleMeterRegistry());

        Reconciliation found = new ReconcileLedger(sums, unreachable, audit, transactions)
                .reconcile()
                .block();

        assertThat(found.balanced()).isTrue();
        assertThat(found.unbilled()).isNull();
        assertThat(found.unbilledUnknown()).isEqualTo("Kafka does not answer");
        StepVerifier.create(blind.refresh()).verifyError(ApiException.class);
    }

    @Test
    void anUnknownRemainderIsNoNumber() {
        var meters = new SimpleMeterRegistry();
        new UnbilledMetrics(null, null, meters);

        assertThat(meters.get("mainnet.ledger.unbilled.age").gauge().value()).isNaN();
    }

    @Test
    void showsInAMetricThatTheBooksDoNotBalance() {
        UUID user = deliveries.newUser();
        change(user, 1);
        metrics.refresh().block();
        double balanced = gauge("balanced");
        change(user, -1);
        metrics.refresh().block();

        assertThat(balanced).isZero();
        assertThat(gauge("balanced")).isOne();
        assertThat(gauge("postings.sum")).isZero();
    }

    private double gauge(String name) {
        return meters.get("mainnet.ledger." + name).gauge().value();
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

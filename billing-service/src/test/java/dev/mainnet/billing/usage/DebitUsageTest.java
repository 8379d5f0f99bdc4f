package dev.mainnet.billing.usage;

import static dev.mainnet.billing.Deliveries.record;
import static dev.mainnet.billing.Deliveries.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.billing.BillingTest;
import dev.mainnet.billing.Books;
import dev.mainnet.billing.Deliveries;
import dev.mainnet.contracts.BalanceEvent.BalanceChanged;
import dev.mainnet.contracts.Event;
import dev.mainnet.contracts.EventJson;
import dev.mainnet.contracts.Topics;
import dev.mainnet.contracts.UsageEvent.Quantity;
import dev.mainnet.contracts.UsageEvent.UsageRecorded;
import dev.mainnet.testing.GoldenExamples;
import dev.mainnet.testing.TestKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@BillingTest
class DebitUsageTest {

    private static final long CREDIT = 1_000_000;

    @Autowired
    Books books;

    @Autowired
    Deliveries deliveries;

    private final UUID owner = UUID.randomUUID();

    @Test
    void debitsThePayerAndPaysOwnerAndPlatform() {
        UUID payer = deliveries.newUser();
        long revenue = books.platform("revenue");

        deliveries.deliver(usage(payer, owner, 2 * CREDIT));

        assertThat(books.available(payer)).isEqualTo(98 * CREDIT);
        assertThat(books.earnings(owner)).isEqualTo(1_600_000);
        assertThat(books.platform("revenue") - revenue).isEqualTo(400_000);
    }

    @Test
    void paysForAllCallsToADeploymentInAPollByOneEntryAndRoundsEachCallsSharesForItself() {
        UUID payer = deliveries.newUser();
        UUID deployment = UUID.randomUUID();
        long revenue = books.platform("revenue");

        deliveries.deliver(
                usage(payer, owner, deployment, 9),
                usage(payer, owner, deployment, 9),
                usage(payer, owner, deployment, 0),
                usage(payer, owner, UUID.randomUUID(), 9));

        assertThat(books.kinds(payer)).containsExactly("grant", "usage", "usage");
        assertThat(books.number("SELECT acts FROM journal_entry WHERE deployment_id = '" + deployment + "'"))
                .isEqualTo(2);
        assertThat(books.number("""
                        SELECT count(*) FROM usage_record u JOIN journal_entry e ON e.id = u.entry_id
                        WHERE e.deployment_id = '%s' AND u.cost_micro = 9
                        """.formatted(deployment))).isEqualTo(2);
        // A fifth of 9 is 1, three times.
        assertThat(books.platform("revenue") - revenue).isEqualTo(3);
        assertThat(books.earnings(owner)).isEqualTo(24);
        books.assertSound();
    }

    @Test
    void paysOnlyForTheNewOnesAmongCallsToldBefore() {
        UUID payer = deliveries.newUser();
        UUID deployment = UUID.randomUUID();
        UsageRecorded first = usage(payer, owner, deployment, CREDIT);
        deliveries.deliver(first);

        deliveries.deliver(first, usage(payer, owner, deployment, CREDIT), first);

        assertThat(books.available(payer)).isEqualTo(98 * CREDIT);
        assertThat(books.number(
                        "SELECT sum(acts)::bigint FROM journal_entry WHERE deployment_id = '" + deployment + "'"))
                .isEqualTo(2);
        books.assertSound();
    }

    @Test
    void letsABalanceFallBelowZero() {
        UUID payer = deliveries.newUser();

        deliveries.deliver(usage(payer, owner, 101 * CREDIT));

        assertThat(books.available(payer)).isEqualTo(-CREDIT);
        books.assertSound();
    }

    @Test
    void letsAnOwnerPayForTheOwnModel() {
        UUID both = deliveries.newUser();

        deliveries.deliver(usage(both, both, 10 * CREDIT));

        assertThat(books.available(both)).isEqualTo(90 * CREDIT);
        assertThat(books.earnings(both)).isEqualTo(8 * CREDIT);
        books.assertSound();
    }

    @Test
    void debitsACallOnceHoweverItIsDelivered() {
        UUID payer = deliveries.newUser();
        UsageRecorded call = usage(payer, owner, CREDIT);
        var sent = record(call);

        deliveries.deliver(List.of(sent, sent, record(call)));
        deliveries.deliver(List.of(sent, record(call)));

        assertThat(books.available(payer)).isEqualTo(99 * CREDIT);
        books.assertSound();
    }

    @Test
    void putsAsideTheSameCallWithAnotherCostAndDebitsTheOthers() {
        UUID payer = deliveries.newUser();
        UsageRecorded call = usage(payer, owner, CREDIT);
        deliveries.deliver(call);

        deliveries.deliver(withCost(call, 0), withCost(call, 5 * CREDIT), usage(payer, owner, 3 * CREDIT));

        assertThat(books.available(payer)).isEqualTo(96 * CREDIT);
        assertThat(books.putAside("usage:" + call.usageId())).isEqualTo(2);
        books.assertSound();
    }

    @Test
    void putsAsideANegativeCost() {
        UUID payer = deliveries.newUser();

        deliveries.deliver(usage(payer, owner, -CREDIT), usage(payer, owner, CREDIT));

        assertThat(books.available(payer)).isEqualTo(99 * CREDIT);
        books.assertSound();
    }

    @Test
    void keepsEveryFieldAsItWasTold() {
        UUID payer = deliveries.newUser();
        var call = new UsageRecorded(
                UUID.randomUUID(),
                "text",
                payer,
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                owner,
                Long.MAX_VALUE / 1_000_000,
                new Quantity(1, 12L, null, 34L, null),
                Instant.parse("1999-12-31T23:59:59.999999Z"),
                "geschätzt 😀",
                null);

        deliveries.deliver(call);

        assertThat(books.number("""
                        SELECT count(*) FROM usage_record
                        WHERE usage_id = '%s' AND kind = 'text' AND account_id = '%s' AND key_id = '%s' AND deployment_id = '%s'
                          AND model_id = '%s' AND owner_id = '%s' AND cost_micro = %d AND requests = 1 AND input_tokens = 12
                          AND cached_input_tokens IS NULL AND output_tokens = 34 AND compute_millis IS NULL
                          AND occurred_at = '1999-12-31 23:59:59.999999+00' AND measured = 'geschätzt 😀' AND ended IS NULL
                          AND input_sha256 = sha256(convert_to('%s', 'UTF8'))
                        """.formatted(
                                call.usageId(),
                                payer,
                                call.keyId(),
                                call.deploymentId(),
                                call.modelId(),
                                owner,
                                call.costMicro(),
                                new String(EventJson.write(call), StandardCharsets.UTF_8))))
                .isOne();
        books.assertSound();
    }

    @Test
    void postsNothingForAFreeCall() {
        UUID payer = deliveries.newUser();

        deliveries.deliver(usage(payer, owner, 0));

        assertThat(books.kinds(payer)).containsExactly("grant");
        assertThat(books.number("SELECT count(*) FROM usage_record WHERE account_id = '" + payer + "'"))
                .isOne();
    }

    @Test
    void tellsTheNewBalanceOnceForEachBatch() {
        UUID payer = deliveries.newUser();

        deliveries.deliver(IntStream.range(0, 10)
                .mapToObj(i -> usage(payer, owner, CREDIT))
                .toArray(Event[]::new));

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            List<Event> told = TestKafka.events(Topics.BILLING_BALANCES, payer.toString());
            assertThat(told).hasSize(2).allSatisfy(GoldenExamples::assertObeysItsSchema);
            assertThat(told.getLast()).isInstanceOfSatisfying(BalanceChanged.class, balance -> {
                assertThat(balance.availableMicro()).isEqualTo(90 * CREDIT);
                assertThat(balance.usageDebitedMicro()).isEqualTo(10 * CREDIT);
                assertThat(balance.version()).isGreaterThan(((BalanceChanged) told.getFirst()).version());
            });
        });
    }

    @Test
    void takesTheGoldenExampleFromKafka() {
        var golden = GoldenExamples.of(UsageRecorded.class);

        TestKafka.publish(golden);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> books.number("SELECT count(*) FROM usage_record WHERE usage_id = '" + golden.usageId()
                                + "' AND entry_id IS NOT NULL")
                        == 1);
    }

    private static UsageRecorded withCost(UsageRecorded call, long cost) {
        return new UsageRecorded(
                call.usageId(),
                call.kind(),
                call.accountId(),
                call.keyId(),
                call.deploymentId(),
                call.modelId(),
                call.ownerId(),
                cost,
                call.quantity(),
                call.occurredAt());
    }
}

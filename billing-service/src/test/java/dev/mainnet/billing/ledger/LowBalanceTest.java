package dev.mainnet.billing.ledger;

import static dev.mainnet.billing.Deliveries.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.billing.BillingTest;
import dev.mainnet.billing.Deliveries;
import dev.mainnet.contracts.BillingEvent.BalanceLow;
import dev.mainnet.contracts.Topics;
import dev.mainnet.testing.GoldenExamples;
import dev.mainnet.testing.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@BillingTest
class LowBalanceTest {

    private static final long CREDIT = 1_000_000;

    @Autowired
    Deliveries deliveries;

    @Test
    void isToldOnceWhenABalanceFallsBelowTheBound() {
        UUID user = deliveries.newUser();
        UUID owner = UUID.randomUUID();
        for (long cost : new long[] {90, 1, 1, 20}) {
            deliveries.deliver(usage(user, owner, cost * CREDIT));
        }
        UUID later = deliveries.newUser();
        deliveries.deliver(usage(later, owner, 120 * CREDIT));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(TestKafka.events(Topics.BILLING_EVENTS, later.toString()))
                        .allSatisfy(GoldenExamples::assertObeysItsSchema)
                        .isEqualTo(List.of(new BalanceLow(later, -20 * CREDIT, 10 * CREDIT))));
        assertThat(TestKafka.events(Topics.BILLING_EVENTS, user.toString()))
                .isEqualTo(List.of(new BalanceLow(user, 9 * CREDIT, 10 * CREDIT)));
    }
}

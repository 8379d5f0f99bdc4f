package dev.mainnet.billing.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.billing.BillingTest;
import dev.mainnet.billing.Books;
import dev.mainnet.billing.Deliveries;
import dev.mainnet.contracts.BalanceEvent.BalanceChanged;
import dev.mainnet.contracts.Topics;
import dev.mainnet.contracts.UserEvent.SessionRevoked;
import dev.mainnet.contracts.UserEvent.UserRegistered;
import dev.mainnet.testing.GoldenExamples;
import dev.mainnet.testing.TestKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@BillingTest
class GrantWelcomeCreditsTest {

    @Autowired
    Books books;

    @Autowired
    Deliveries deliveries;

    private final UUID user = UUID.randomUUID();

    @Test
    void givesANewAccountItsCreditsOnce() {
        long promotions = books.platform("promotions");
        var registered = new UserRegistered(user, "ada", Instant.EPOCH);

        deliveries.deliver(registered, registered);
        deliveries.deliver(registered);

        assertThat(books.available(user)).isEqualTo(100_000_000);
        assertThat(books.platform("promotions") - promotions).isEqualTo(-100_000_000);
        books.assertSound();
    }

    @Test
    void givesNothingToThePersonsNextAccount() {
        deliveries.deliver(new UserRegistered(user, "ada", Instant.EPOCH, false));

        assertThat(books.available(user)).isZero();
        books.assertSound();
    }

    @Test
    void putsAsideTheSameAccountRegisteredInAnotherWay() {
        deliveries.deliver(new UserRegistered(user, "ada", Instant.EPOCH));
        deliveries.deliver(new UserRegistered(user, "eve", Instant.EPOCH));

        assertThat(books.available(user)).isEqualTo(100_000_000);
        assertThat(books.putAside("welcome:" + user)).isOne();
    }

    @Test
    void hearsOfAccountsFromKafkaAndTellsTheirBalance() {
        TestKafka.publish(new SessionRevoked(UUID.randomUUID(), user, Instant.EPOCH));
        TestKafka.publish(new UserRegistered(user, "ada", Instant.EPOCH));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(TestKafka.events(Topics.BILLING_BALANCES, user.toString()))
                        .containsExactly(new BalanceChanged(user, 100_000_000, 0, 0, 0, 1))
                        .allSatisfy(GoldenExamples::assertObeysItsSchema));
    }

    @Test
    void takesTheGoldenExample() {
        var golden = GoldenExamples.of(UserRegistered.class);

        deliveries.deliver(golden);

        assertThat(books.kinds(golden.accountId())).contains("grant");
    }
}

package dev.mainnet.user.lowbalance;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.contracts.BillingEvent.BalanceLow;
import dev.mainnet.testing.GoldenExamples;
import dev.mainnet.testing.MovableClock;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.testing.TestKafka;
import dev.mainnet.user.Mailbox;
import dev.mainnet.user.Person;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class LowBalanceTest {

    private static final BalanceLow GOLDEN = GoldenExamples.of(BalanceLow.class);
    private static final String SUBJECT = "Your balance is low";

    @Autowired
    WebTestClient http;

    @Autowired
    Mailbox mailbox;

    @Autowired
    MovableClock clock;

    @Test
    void mailsTheOwnerOnceADay() {
        Person ada = Person.arrive(http);
        Person marker = Person.arrive(http);

        TestKafka.publish(GOLDEN);
        TestKafka.publish(low(ada, 9_500_000));
        TestKafka.publish(low(ada, -1_000_000));
        TestKafka.publish(low(marker, 1));
        mailbox.await1(address(marker), SUBJECT);
        assertThat(Mailbox.text(mailbox.await1(address(ada), SUBJECT)))
                .contains("down to 9.5 credits", "http://localhost:4000/api/v1/billing/checkout");
        assertThat(mailbox.to(address(ada), SUBJECT)).hasSize(1);

        clock.forward(Duration.ofDays(1).plusSeconds(1));
        TestKafka.publish(low(ada, 2_000_000));

        await().atMost(ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(mailbox.to(address(ada), SUBJECT)).hasSize(2));
    }

    private static BalanceLow low(Person person, long availableMicro) {
        return new BalanceLow(person.accountId(), availableMicro, GOLDEN.belowMicro());
    }

    private static String address(Person person) {
        return person.username() + "@example.com";
    }
}

package dev.mainnet.defaults.view;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.contracts.BalanceEvent.BalanceChanged;
import dev.mainnet.defaults.DefaultsTestApplication;
import dev.mainnet.testing.GoldenExamples;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.testing.TestKafka;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class TopicViewTest {

    @Autowired
    TopicView view;

    @Autowired
    TopicViews views;

    @Test
    void followsTheTopicAndPassesOverWhatItCannotRead() {
        UUID account = UUID.randomUUID();
        byte[] broken = "{".getBytes(StandardCharsets.UTF_8);

        TestKafka.publish("1", "billing.balances", account.toString(), "balance.changed.v1", broken);
        TestKafka.publish(balance(account, 7));

        await().atMost(ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(DefaultsTestApplication.BALANCES).containsEntry(account, balance(account, 7)));
    }

    @Test
    void knowsWhatHappenedBeforeItStarted() {
        UUID account = UUID.randomUUID();
        TestKafka.publish(balance(account, 1));
        TestKafka.publish(balance(account, 2));
        List<BalanceChanged> seen = new CopyOnWriteArrayList<>();

        TopicView late = views.ofAll("billing.balances", event -> seen.add((BalanceChanged) event));
        late.start();
        try {
            await().atMost(ofSeconds(20)).until(late::caughtUp);
            List<Long> versions = new ArrayList<>();
            seen.stream()
                    .filter(balance -> balance.accountId().equals(account))
                    .forEach(balance -> versions.add(balance.version()));
            assertThat(versions).containsExactly(1L, 2L);
        } finally {
            late.stop();
        }
    }

    private static BalanceChanged balance(UUID account, long version) {
        BalanceChanged golden = GoldenExamples.of(BalanceChanged.class);
        return new BalanceChanged(
                account,
                golden.availableMicro(),
                golden.reservedMicro(),
                golden.earningsMicro(),
                golden.usageDebitedMicro(),
                version);
    }
}

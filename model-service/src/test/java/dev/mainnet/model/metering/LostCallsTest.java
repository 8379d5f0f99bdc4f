package dev.mainnet.model.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.contracts.Topics;
import dev.mainnet.contracts.UsageEvent.UsageRecorded;
import dev.mainnet.model.ModelServiceTest;
import dev.mainnet.model.deployment.Quantity;
import dev.mainnet.model.signature.Kind;
import dev.mainnet.outbox.Ids;
import dev.mainnet.testing.TestKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@ModelServiceTest
class LostCallsTest {

    private static final Settlement NOBODY = new Settlement() {
        @Override
        public void recorded(Totals after) {}

        @Override
        public void failed() {}
    };

    @Autowired
    OpenCallRows rows;

    @Autowired
    CallKeepers keepers;

    @Autowired
    SettleLostCalls settleLostCalls;

    @Autowired
    UsageJournal journal;

    @Autowired
    OpenCalls openCalls;

    @Autowired
    DatabaseClient database;

    private final UUID account = Ids.next();

    @Test
    void theCallsOfAnInstanceThatIsGoneAreSettledOnceWithWhatItSavedLast() {
        UUID gone = Ids.next();
        OpenCall begun = open();
        OpenCall silent = open();
        rows.insert(gone, Duration.ofMillis(1), List.of(begun, silent)).block();
        rows.save(List.of(new OpenCall.Saved(begun, charge(70, 7)))).block();

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Flux.range(0, 4).flatMap(i -> settleLostCalls.settle()).then().block();
            assertThat(count("SELECT count(*) FROM open_call WHERE account_id = $1"))
                    .isZero();
        });

        assertThat(count("SELECT recorded_micro FROM account_usage WHERE account_id = $1"))
                .isEqualTo(70);
        assertThat(count("SELECT count(*) FROM usage WHERE account_id = $1")).isOne();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !events().isEmpty());
        assertThat(events()).singleElement().satisfies(usage -> {
            assertThat(usage.ended()).isEqualTo("instance_lost");
            assertThat(usage.quantity().outputTokens()).isEqualTo(7);
        });
    }

    @Test
    void theCallsOfALivingInstanceAreLeftAlone() {
        UUID alive = Ids.next();
        rows.insert(alive, Duration.ofMinutes(1), List.of(open())).block();
        settleLostCalls.settle().block();
        assertThat(count("SELECT count(*) FROM open_call WHERE account_id = $1"))
                .isOne();
    }

    @Test
    void aLeaseThatHasRunOutIsNeverRenewed() {
        UUID late = Ids.next();
        rows.insert(late, Duration.ofMillis(1), List.of(open())).block();
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                keepers.renew(late, Duration.ofMinutes(1)).block())
                        .isFalse());
        UUID inTime = Ids.next();
        rows.insert(inTime, Duration.ofMinutes(1), List.of(open())).block();
        assertThat(keepers.renew(inTime, Duration.ofMinutes(1)).block()).isTrue();
    }

    /** The instance was only slow: it and another one settle at the same time. */
    @Test
    void ofTwoSettlementsOneCounts() {
        for (int i = 0; i < 20; i++) {
            OpenCall call = openCalls.begin(metered(), NOBODY);
            call.journalled().block();
            call.deliver(charge(10, 1));
            Usage others = new Usage(call.call(), charge(10, 1), Instant.now(), call.attempt());
            Mono.when(openCalls.close(call, charge(10, 1)), journal.settle(others, NOBODY))
                    .block();
        }
        assertThat(count("SELECT recorded_micro FROM account_usage WHERE account_id = $1"))
                .isEqualTo(200);
        assertThat(count("SELECT count(*) FROM usage WHERE account_id = $1")).isEqualTo(20);
        assertThat(openCalls.open()).isZero();
    }

    @Test
    void anOperationThatIsOpenCannotBeOpenedAgain() {
        MeteredCall metered = metered();
        OpenCall first = openCalls.begin(metered, NOBODY);
        first.journalled().block();
        OpenCall second = openCalls.begin(metered, NOBODY);
        assertThat(second.journalled().materialize().block().getThrowable()).hasMessageContaining("under way");
        openCalls.close(second, Charge.NOTHING).block();
        assertThat(count("SELECT count(*) FROM open_call WHERE account_id = $1"))
                .isOne();
        openCalls.close(first, charge(3, 1)).block();
        assertThat(count("SELECT cost_micro FROM usage WHERE account_id = $1")).isEqualTo(3);
    }

    private OpenCall open() {
        return new OpenCall(Ids.next(), metered(), Instant.now(), NOBODY);
    }

    private MeteredCall metered() {
        return new MeteredCall(
                Ids.next(),
                Kind.TEXT,
                account,
                null,
                null,
                Ids.next(),
                Ids.next(),
                Ids.next(),
                new MeteredCall.Counts(true, List.of(Ids.next(), Ids.next())));
    }

    private static Charge charge(long costMicro, long tokens) {
        return new Charge(costMicro, new Quantity(1, 3, 0, tokens, 0), Measured.REPORTED, "stop");
    }

    private List<UsageRecorded> events() {
        return TestKafka.events(Topics.USAGE_EVENTS, account.toString()).stream()
                .map(UsageRecorded.class::cast)
                .toList();
    }

    private long count(String sql) {
        return database.sql(sql)
                .bind(0, account)
                .mapValue(Long.class)
                .one()
                .defaultIfEmpty(0L)
                .block();
    }
}

package dev.mainnet.model.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.contracts.Event;
import dev.mainnet.contracts.Topics;
import dev.mainnet.contracts.UsageEvent.UsageRecorded;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.model.ModelServiceTest;
import dev.mainnet.model.deployment.Quantity;
import dev.mainnet.model.signature.Kind;
import dev.mainnet.outbox.Ids;
import dev.mainnet.testing.GoldenExamples;
import dev.mainnet.testing.TestKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@ModelServiceTest
class UsageJournalTest {

    @Autowired
    UsageJournal journal;

    @Autowired
    DatabaseClient database;

    private final UUID account = Ids.next();
    private final UUID key = Ids.next();
    private final Outcomes outcomes = new Outcomes();

    @Test
    void callsThatComeTogetherShareCommitsAndEachLearnsItsOwnTotal() {
        int calls = 400;
        List<Totals> totals = Flux.range(0, calls)
                .flatMap(i -> journal.record(usage(Ids.next(), 3), outcomes), calls)
                .collectList()
                .block(Duration.ofSeconds(30));

        assertThat(totals)
                .extracting(Totals::accountMicro)
                .doesNotHaveDuplicates()
                .contains(3L, 3L * calls);
        assertThat(totals).extracting(Totals::keyMicro).contains(3L * calls);
        assertThat(outcomes.recorded).hasValue(calls);
        // xmin is the transaction that wrote a row.
        assertThat(count("SELECT count(DISTINCT xmin::text) FROM usage WHERE account_id = $1"))
                .isLessThan(calls / 10);
        assertThat(count("SELECT recorded_micro FROM account_usage WHERE account_id = $1"))
                .isEqualTo(3L * calls);
    }

    @Test
    void aCallThatIsTriedAgainIsRecordedOnce() {
        UUID id = Ids.next();
        journal.record(usage(id, 5), outcomes).block();
        StepVerifier.create(Flux.range(0, 10).flatMap(i -> journal.record(usage(id, 5), outcomes)))
                .thenConsumeWhile(totals -> totals.accountMicro() == 5 && totals.keyMicro() == 5)
                .verifyComplete();
        assertThat(count("SELECT count(*) FROM usage WHERE account_id = $1")).isOne();
    }

    @Test
    void ofTwoTriesOfOneCallInOneCommitTheSecondAddsNothing() {
        UUID id = Ids.next();
        StepVerifier.create(Flux.range(0, 50).flatMap(i -> journal.record(usage(id, 5), outcomes), 50))
                .thenConsumeWhile(totals -> totals.accountMicro() == 5)
                .verifyComplete();
        assertThat(count("SELECT recorded_micro FROM account_usage WHERE account_id = $1"))
                .isEqualTo(5);
    }

    @Test
    void aCallTheDatabaseRefusesFailsAlone() {
        AtomicInteger failures = new AtomicInteger();
        Flux<Totals> mixed = Flux.range(0, 30)
                .flatMap(i -> journal.record(usage(Ids.next(), i == 7 ? -1 : 2), outcomes)
                        .doOnError(ApiException.class, e -> failures.incrementAndGet())
                        .onErrorComplete());
        StepVerifier.create(mixed.count()).expectNext(29L).verifyComplete();
        assertThat(failures).hasValue(1);
        assertThat(outcomes.failed).hasValue(1);
        assertThat(count("SELECT recorded_micro FROM account_usage WHERE account_id = $1"))
                .isEqualTo(58);
    }

    @Test
    void aCallerThatGoesAwayIsRecordedAndSettledAllTheSame() {
        journal.record(usage(Ids.next(), 4), outcomes).subscribe().dispose();
        Awaitility.await().until(() -> outcomes.recorded.get() == 1);
        assertThat(count("SELECT recorded_micro FROM account_usage WHERE account_id = $1"))
                .isEqualTo(4);
    }

    @Test
    void eachRecordedCallIsPublishedOnceAndObeysItsSchema() {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(Ids.next());
            journal.record(usage(ids.getLast(), 2), outcomes).block();
        }
        journal.record(usage(ids.getFirst(), 2), outcomes).block();

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> events().size() >= 5);
        assertThat(events())
                .allSatisfy(GoldenExamples::assertObeysItsSchema)
                .extracting(event -> ((UsageRecorded) event).usageId())
                .containsExactlyElementsOf(ids);
    }

    @Test
    void recordsFromSeveralAccountsAndSessionsWithoutAKeyInOneGroup() {
        List<Usage> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            calls.add(usage(Ids.next(), Ids.next(), null, i));
        }
        StepVerifier.create(Flux.fromIterable(calls)
                        .flatMapSequential(call -> journal.record(call, outcomes), 50)
                        .map(Totals::accountMicro))
                .expectNextSequence(LongStream.range(0, 50).boxed().toList())
                .verifyComplete();
    }

    private List<Event> events() {
        return TestKafka.events(Topics.USAGE_EVENTS, account.toString());
    }

    private Usage usage(UUID id, long cost) {
        return usage(id, account, key, cost);
    }

    private static Usage usage(UUID id, UUID account, UUID key, long cost) {
        MeteredCall call = new MeteredCall(
                id, Kind.PREDICTION, account, key, key, Ids.next(), Ids.next(), Ids.next(), MeteredCall.Counts.NOTHING);
        return Usage.of(call, Charge.ofPrediction(cost, new Quantity(1, 0, 0, 0, 0)), Instant.now());
    }

    private long count(String sql) {
        return database.sql(sql)
                .bind(0, account)
                .mapValue(Long.class)
                .one()
                .defaultIfEmpty(0L)
                .block();
    }

    private static final class Outcomes implements Settlement {

        final AtomicInteger recorded = new AtomicInteger();
        final AtomicInteger failed = new AtomicInteger();

        @Override
        public void recorded(Totals after) {
            recorded.incrementAndGet();
        }

        @Override
        public void failed() {
            failed.incrementAndGet();
        }
    }
}

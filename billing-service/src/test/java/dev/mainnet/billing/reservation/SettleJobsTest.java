package dev.mainnet.billing.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.billing.BillingTest;
import dev.mainnet.billing.Books;
import dev.mainnet.billing.Deliveries;
import dev.mainnet.contracts.BillingEvent.CreditsReserved;
import dev.mainnet.contracts.BillingEvent.ReservationPosted;
import dev.mainnet.contracts.BillingEvent.ReservationRejected;
import dev.mainnet.contracts.BillingEvent.ReservationVoided;
import dev.mainnet.contracts.Event;
import dev.mainnet.contracts.JobEvent.JobCancelled;
import dev.mainnet.contracts.JobEvent.JobFailed;
import dev.mainnet.contracts.JobEvent.JobSubmitted;
import dev.mainnet.contracts.JobEvent.JobSucceeded;
import dev.mainnet.contracts.Topics;
import dev.mainnet.contracts.UserEvent.UserRegistered;
import dev.mainnet.testing.GoldenExamples;
import dev.mainnet.testing.TestKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@BillingTest
class SettleJobsTest {

    private static final UUID KEY = UUID.randomUUID();
    private static final long CREDIT = 1_000_000;

    @Autowired
    Books books;

    @Autowired
    Deliveries deliveries;

    @Autowired
    ExpireReservations expireReservations;

    @Autowired
    DatabaseClient database;

    private final UUID job = UUID.randomUUID();
    private final UUID owner = UUID.randomUUID();
    private final UUID operator = UUID.randomUUID();
    private UUID payer;

    @BeforeEach
    void register() {
        payer = deliveries.newUser();
    }

    @Test
    void setsAsideWhatAJobMayCost() {
        deliveries.deliver(submitted(40));

        assertThat(books.available(payer)).isEqualTo(60 * CREDIT);
        assertThat(books.reserved(payer)).isEqualTo(40 * CREDIT);
        assertPublished(new CreditsReserved(job, payer, 40 * CREDIT));
    }

    @Test
    void rejectsAJobThatIsNotCovered() {
        deliveries.deliver(submitted(101));
        deliveries.deliver(submitted(101));

        assertThat(books.available(payer)).isEqualTo(100 * CREDIT);
        assertPublished(new ReservationRejected(job, payer, 101 * CREDIT, "insufficient_credits"));
    }

    @Test
    void coversJobsOfOneBatchByWhatIsLeft() {
        UUID second = UUID.randomUUID();

        deliveries.deliver(submitted(60), new JobSubmitted(second, payer, "training", 60 * CREDIT, Instant.EPOCH));

        assertPublished(
                new CreditsReserved(job, payer, 60 * CREDIT),
                new ReservationRejected(second, payer, 60 * CREDIT, "insufficient_credits"));
    }

    @Test
    void paysOwnerOperatorAndPlatformAndReleasesTheRest() {
        long treasury = books.platform("treasury");
        long burn = books.platform("burn");
        deliveries.deliver(submitted(40), succeeded(20, 10));

        assertThat(books.available(payer)).isEqualTo(70 * CREDIT);
        assertThat(books.reserved(payer)).isZero();
        assertThat(books.earnings(owner)).isEqualTo(16 * CREDIT);
        assertThat(books.earnings(operator)).isEqualTo(7 * CREDIT);
        assertThat(books.platform("treasury") - treasury).isEqualTo(2 * CREDIT);
        assertThat(books.platform("burn") - burn).isEqualTo(CREDIT);
        assertThat(books.kinds(payer)).containsExactly("grant", "reservation", "settlement");
        assertPublished(
                new CreditsReserved(job, payer, 40 * CREDIT),
                new ReservationPosted(job, payer, 30 * CREDIT, 10 * CREDIT, KEY));
        books.assertSound();
    }

    @Test
    void releasesAllOfAJobThatFailed() {
        deliveries.deliver(submitted(40));
        deliveries.deliver(failed());
        deliveries.deliver(failed(), cancelled());

        assertThat(books.available(payer)).isEqualTo(100 * CREDIT);
        assertThat(books.reserved(payer)).isZero();
        assertPublished(new CreditsReserved(job, payer, 40 * CREDIT), new ReservationVoided(job, payer, 40 * CREDIT));
        books.assertSound();
    }

    @Test
    void putsAsideACaptureOfMoreThanIsReserved() {
        deliveries.deliver(submitted(10), succeeded(10, 1));

        assertThat(books.reserved(payer)).isEqualTo(10 * CREDIT);
        assertThat(books.putAside(job + ": 11000000 of 10000000 reserved")).isOne();
        books.assertSound();
    }

    @Test
    void putsAsideAPaymentForAJobItNeverHeardOf() {
        deliveries.deliver(succeeded(1, 1));

        assertThat(books.putAside(job + ": nothing is reserved")).isOne();
        assertThat(books.earnings(owner)).isZero();
    }

    @Test
    void takesTheEndOfAnUnknownJobWithoutHarmAndReservesNothingForItLater() {
        deliveries.deliver(cancelled());
        deliveries.deliver(submitted(40));

        assertThat(books.available(payer)).isEqualTo(100 * CREDIT);
        assertThat(books.reserved(payer)).isZero();
        assertThat(books.putAside(job.toString())).isZero();
    }

    @Test
    void reservesAndSettlesAJobThatCostsNothingWithoutAnEntry() {
        deliveries.deliver(submitted(0), succeeded(0, 0));

        assertThat(books.kinds(payer)).containsExactly("grant");
        assertPublished(new CreditsReserved(job, payer, 0), new ReservationPosted(job, payer, 0, 0, KEY));
    }

    @Test
    void letsOneOfManyRacingEndsWin() {
        deliveries.deliver(submitted(40));
        List<Event> ends = List.of(succeeded(20, 10), failed(), succeeded(20, 10), cancelled(), succeeded(5, 5));
        try (var executor = Executors.newFixedThreadPool(ends.size())) {
            ends.forEach(end -> executor.execute(() -> deliveries.deliver(end)));
        }

        assertThat(books.reserved(payer)).isZero();
        assertThat(books.kinds(payer)).hasSize(3).startsWith("grant", "reservation");
        assertThat(books.available(payer)).isIn(100 * CREDIT, 70 * CREDIT, 90 * CREDIT);
        books.assertSound();
    }

    @Test
    void expiresWhatNobodySettled() {
        deliveries.deliver(submitted(40));
        database.sql("UPDATE reservation SET created_at = now() - interval '8 days' WHERE job_id = $1")
                .bind(0, job)
                .then()
                .block();

        Stream.of(1, 2)
                .forEach(i -> CompletableFuture.allOf(
                                expireReservations
                                        .expireOlderThan(Duration.ofDays(7))
                                        .toFuture(),
                                expireReservations
                                        .expireOlderThan(Duration.ofDays(7))
                                        .toFuture())
                        .join());
        deliveries.deliver(failed());

        assertThat(books.available(payer)).isEqualTo(100 * CREDIT);
        assertThat(books.kinds(payer)).containsExactly("grant", "reservation", "expiry");
        books.assertSound();
    }

    @Test
    void takesTheGoldenExamplesFromKafka() {
        var submitted = GoldenExamples.of(JobSubmitted.class);
        TestKafka.publish(new UserRegistered(submitted.accountId(), "golden", Instant.EPOCH));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> books.available(submitted.accountId()) >= submitted.amountMicro());

        TestKafka.publish(submitted);
        TestKafka.publish(GoldenExamples.of(JobSucceeded.class));
        TestKafka.publish(GoldenExamples.of(JobFailed.class));

        UUID golden = submitted.jobId();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> books.putAside(golden + ": it was paid and cannot be released") == 1);
        books.assertSound();
    }

    private void assertPublished(Event... expected) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(TestKafka.events(Topics.BILLING_EVENTS, payer.toString()))
                        .containsExactly(expected)
                        .allSatisfy(GoldenExamples::assertObeysItsSchema));
    }

    private JobSubmitted submitted(long credits) {
        return new JobSubmitted(job, payer, "training", credits * CREDIT, Instant.EPOCH);
    }

    private JobSucceeded succeeded(long modelFee, long computeFee) {
        return new JobSucceeded(
                job, payer, "training", modelFee * CREDIT, owner, computeFee * CREDIT, operator, Instant.EPOCH, KEY);
    }

    private JobFailed failed() {
        return new JobFailed(job, payer, "training", "broken", Instant.EPOCH);
    }

    private JobCancelled cancelled() {
        return new JobCancelled(job, payer, "training", Instant.EPOCH);
    }
}

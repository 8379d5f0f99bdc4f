package dev.mainnet.billing;

import static dev.mainnet.billing.Deliveries.usage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.billing.Shop.Purchase;
import dev.mainnet.billing.reconciliation.ReconcileLedger;
import dev.mainnet.billing.reconciliation.Reconciliation;
import dev.mainnet.billing.reservation.ExpireReservations;
import dev.mainnet.contracts.JobEvent.JobFailed;
import dev.mainnet.contracts.JobEvent.JobSubmitted;
import dev.mainnet.contracts.JobEvent.JobSucceeded;
import dev.mainnet.contracts.UserEvent.UserRegistered;
import dev.mainnet.testing.TestIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * Purchases, refunds and disputes as Stripe signs them, in any order and some twice, among adjustments, calls, jobs and reservations
 * that expire: the books are sound, and each payment counts for what was paid less what was taken back.
 */
@BillingTest
class PaymentInterleavingsTest {

    private static final long CREDIT = 1_000_000;

    @Autowired
    WebTestClient http;

    @Autowired
    Books books;

    @Autowired
    Deliveries deliveries;

    @Autowired
    Shop shop;

    @Autowired
    ExpireReservations expireReservations;

    @Autowired
    ReconcileLedger reconcileLedger;

    private final TestIdentity admin = TestIdentity.admin();

    /** A user, what is done to it in which order, and what must come of it. */
    private record Life(UUID user, List<Runnable> steps, long paidMicro, long adjustedMicro) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void keepTheBooksSoundAfterEachStep(long seed) {
        Random random = new Random(seed);
        List<Life> lives = lives(random, 3);
        List<Runnable> steps = new ArrayList<>(
                lives.stream().flatMap(life -> life.steps().stream()).toList());
        Collections.shuffle(steps, random);

        for (Runnable step : steps) {
            step.run();
            books.assertSound();
        }

        assertCameOut(lives);
    }

    @Test
    void neitherDeadlockNorLoseAnythingWhenTheyOverlap() {
        Random random = new Random(77);
        List<Life> lives = lives(random, 4);
        List<Runnable> steps = new ArrayList<>(
                lives.stream().flatMap(life -> life.steps().stream()).toList());
        Collections.shuffle(steps, random);

        try (var threads = Executors.newFixedThreadPool(6)) {
            CompletableFuture.allOf(steps.stream()
                            .map(step -> CompletableFuture.runAsync(step, threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }

        assertCameOut(lives);
    }

    private void assertCameOut(List<Life> lives) {
        books.assertSound();
        Reconciliation found = reconcileLedger.reconcile().block();
        assertThat(found.balanced()).as("%s", found).isTrue();
        for (Life life : lives) {
            assertThat(posted(life.user(), "'purchase', 'refund', 'dispute', 'dispute_reversal'"))
                    .isEqualTo(life.paidMicro());
            assertThat(posted(life.user(), "'adjustment'")).isEqualTo(life.adjustedMicro());
        }
    }

    private List<Life> lives(Random random, int count) {
        List<UUID> owners = Stream.generate(deliveries::newUser).limit(2).toList();
        return IntStream.range(0, count).mapToObj(i -> life(random, owners)).toList();
    }

    private Life life(Random random, List<UUID> owners) {
        TestIdentity ada = TestIdentity.user("ada");
        deliveries.deliver(new UserRegistered(ada.accountId(), "ada", Instant.EPOCH));
        List<Runnable> steps = new ArrayList<>();
        long paid = 0;
        long adjusted = 0;
        for (int i = 0; i < 3; i++) {
            paid += purchase(random, shop.begin(ada, 10 * random.nextLong(10, 60)), steps);
            long amount = random.nextLong(-100, 100);
            if (amount != 0) {
                steps.add(() -> adjust(ada.accountId(), amount));
                adjusted += amount * CREDIT;
            }
        }
        for (int i = 0; i < 6; i++) {
            UUID owner = owners.get(random.nextInt(owners.size()));
            steps.add(() -> deliveries.deliver(usage(ada.accountId(), owner, 7 * CREDIT)));
            steps.add(() -> expireReservations.expireOlderThan(Duration.ZERO).block());
            job(random, ada.accountId(), owner, steps);
        }
        return new Life(ada.accountId(), steps, paid, adjusted);
    }

    /** Adds all that Stripe tells of a payment, and answers what it must come to. */
    private long purchase(Random random, Purchase purchase, List<Runnable> steps) {
        List<String> events = new ArrayList<>();
        events.add(purchase.completed("paid"));
        events.add(purchase.session("checkout.session.expired", "unpaid", purchase.cents(), "usd"));
        long refunded = 0;
        for (int i = random.nextInt(3); i > 0; i--) {
            refunded = Math.min(purchase.cents(), refunded + random.nextLong(1, purchase.cents() + 1));
            events.add(purchase.refunded(refunded));
        }
        long disputed = random.nextLong(1, purchase.cents() + 1);
        long withdrawn = 0;
        switch (random.nextInt(4)) {
            case 0 -> events.add(purchase.dispute("created", "warning_needs_response", disputed));
            case 1 -> {
                events.add(purchase.dispute("created", "needs_response", disputed));
                events.add(purchase.dispute("closed", "lost", disputed));
                withdrawn = disputed;
            }
            case 2 -> {
                events.add(purchase.dispute("created", "needs_response", disputed));
                events.add(purchase.dispute("closed", "won", disputed));
            }
            default -> {}
        }
        for (String event : events) {
            for (int times = 1 + random.nextInt(2); times > 0; times--) {
                steps.add(() -> shop.deliver(event));
            }
        }
        return (purchase.cents() - Math.min(purchase.cents(), refunded + withdrawn)) * CREDIT;
    }

    private void job(Random random, UUID payer, UUID owner, List<Runnable> steps) {
        UUID job = UUID.randomUUID();
        steps.add(() -> deliveries.deliver(new JobSubmitted(job, payer, "training", 9 * CREDIT, Instant.EPOCH)));
        if (random.nextBoolean()) {
            steps.add(() -> deliveries.deliver(
                    new JobSucceeded(job, payer, "training", 5 * CREDIT, owner, 2 * CREDIT, null, Instant.EPOCH)));
        } else {
            steps.add(() -> deliveries.deliver(new JobFailed(job, payer, "training", "broken", Instant.EPOCH)));
        }
    }

    private void adjust(UUID user, long credits) {
        http.post()
                .uri("/api/v1/billing/users/" + user + "/adjustments")
                .header(HttpHeaders.AUTHORIZATION, admin.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"amount\": %d, \"reason\": \"x\"}".formatted(credits))
                .exchange()
                .expectStatus()
                .isCreated();
    }

    private long posted(UUID user, String kinds) {
        return books.number("""
                SELECT coalesce(sum(p.amount_micro), 0)::bigint FROM posting p JOIN journal_entry e ON e.id = p.entry_id
                WHERE p.holder_id = '%s' AND p.purse = 'available' AND e.kind IN (%s)
                """.formatted(user, kinds));
    }
}

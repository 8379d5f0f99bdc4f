package dev.mainnet.billing;

import static dev.mainnet.billing.Deliveries.record;
import static dev.mainnet.billing.Deliveries.usage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.billing.grant.ExpireGrants;
import dev.mainnet.contracts.Event;
import dev.mainnet.contracts.JobEvent.JobCancelled;
import dev.mainnet.contracts.JobEvent.JobFailed;
import dev.mainnet.contracts.JobEvent.JobSubmitted;
import dev.mainnet.contracts.JobEvent.JobSucceeded;
import dev.mainnet.testing.TestIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Whatever arrives in whatever order, batches and repetitions, from one or several threads: the books are sound. */
@BillingTest
class InterleavingsTest {

    private static final long CREDIT = 1_000_000;

    @Autowired
    Books books;

    @Autowired
    Deliveries deliveries;

    @Autowired
    ExpireGrants expireGrants;

    @Autowired
    WebTestClient http;

    @Autowired
    DatabaseClient database;

    private final TestIdentity admin = TestIdentity.admin();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void keepTheBooksSound(long seed) {
        Random random = new Random(seed);
        List<UUID> users = newUsers(5);
        List<ConsumerRecord<String, byte[]>> story = story(random, users, 60);

        for (List<ConsumerRecord<String, byte[]>> batch : batches(random, story)) {
            deliveries.deliver(batch);
            books.assertSound();
        }
        List<Long> before = balances(users);
        for (List<ConsumerRecord<String, byte[]>> batch : batches(random, story)) {
            deliveries.deliver(batch);
        }

        assertThat(balances(users))
                .as("balances after everything was delivered again")
                .isEqualTo(before);
        books.assertSound();
    }

    @Test
    void neitherDeadlockNorLoseAnythingWhenBatchesOverlap() {
        List<UUID> users = newUsers(12);
        List<Event> calls = new ArrayList<>();
        Random random = new Random(11);
        for (int i = 0; i < 4_000; i++) {
            calls.add(usage(any(random, users), any(random, users), CREDIT / 100));
        }
        long before = users.stream().mapToLong(books::available).sum();

        atOnce(8, part -> {
            List<Event> own = IntStream.range(0, calls.size())
                    .filter(i -> i % 8 == part)
                    .mapToObj(calls::get)
                    .toList();
            for (int from = 0; from < own.size(); from += 50) {
                deliveries.deliver(own.subList(from, from + 50).toArray(Event[]::new));
            }
        });

        assertThat(before - users.stream().mapToLong(books::available).sum()).isEqualTo(40 * CREDIT);
        assertThat(users.stream().mapToLong(books::earnings).sum()).isEqualTo(32 * CREDIT);
        books.assertSound();
    }

    @Test
    void neitherDeadlockNorLoseAnythingWhenJobsAndCallsOverlap() {
        List<UUID> users = newUsers(6);

        atOnce(6, part -> {
            Random random = new Random(100 + part);
            batches(random, story(random, users, 30)).forEach(deliveries::deliver);
        });

        assertThat(users.stream().mapToLong(books::reserved).sum()).isNotNegative();
        books.assertSound();
    }

    @Test
    void neitherDeadlockNorLoseAnythingWhenGrantsAndPayoutsOverlapToo() {
        List<UUID> users = newUsers(4);
        Instant now = Instant.now();
        UUID rich = deliveries.newUser();
        users.forEach(user -> deliveries.deliver(usage(rich, user, 20_000 * CREDIT)));

        atOnce(6, part -> {
            Random random = new Random(200 + part);
            List<List<ConsumerRecord<String, byte[]>>> batches = batches(random, story(random, users, 20));
            for (List<ConsumerRecord<String, byte[]>> batch : batches) {
                deliveries.deliver(batch);
                UUID user = any(random, users);
                switch (random.nextInt(4)) {
                    case 0 ->
                        post(
                                admin,
                                "/users/" + user + "/grants",
                                """
                            {"amount": %d, "reason": "x", "expires_at": "%s"}""".formatted(1 + random.nextInt(20), now.plusSeconds(600 + random.nextInt(3_600))),
                                201);
                    case 1 ->
                        expireGrants
                                .expire(now.plusSeconds(random.nextInt(7_200)))
                                .block();
                    case 2 ->
                        post(
                                new TestIdentity(user, "ada", List.of("client"), "account billing"),
                                "/payouts",
                                """
                            {"amount": %d, "destination": "x"}""".formatted(1_000 + random.nextInt(5)),
                                201,
                                409);
                    default -> decideSomePayout(random);
                }
            }
        });

        expireGrants.expire(now.plus(Duration.ofDays(1))).block();
        books.assertSound();
        assertThat(books.number("SELECT count(*) FROM wallet WHERE spent_counted_micro > spent_micro"))
                .isZero();
    }

    private void decideSomePayout(Random random) {
        List<UUID> requested = database.sql("SELECT id FROM payout WHERE state = 'REQUESTED' LIMIT 10")
                .map(row -> row.get(0, UUID.class))
                .all()
                .collectList()
                .block();
        if (!requested.isEmpty()) {
            String payout = "/users/payouts/" + any(random, requested);
            if (random.nextBoolean()) {
                post(admin, payout + "/pay", "{\"transfer_reference\": \"t\"}", 200, 409);
            } else {
                post(admin, payout + "/reject", "{\"reason\": \"r\"}", 200, 409);
            }
        }
    }

    private void post(TestIdentity who, String path, String body, Integer... expected) {
        http.post()
                .uri("/api/v1/billing" + path)
                .header(HttpHeaders.AUTHORIZATION, who.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .value(status -> assertThat(status).isIn((Object[]) expected));
    }

    /** Calls, and jobs whose events keep their order as on one key of Kafka, shuffled into each other, some delivered twice. */
    private static List<ConsumerRecord<String, byte[]>> story(Random random, List<UUID> users, int length) {
        List<List<Event>> threads = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            threads.add(
                    random.nextBoolean()
                            ? List.of(usage(any(random, users), any(random, users), random.nextLong(20 * CREDIT)))
                            : job(random, users));
        }
        List<ConsumerRecord<String, byte[]>> story = new ArrayList<>();
        List<List<Event>> open =
                new ArrayList<>(threads.stream().map(ArrayList::new).toList());
        while (!open.isEmpty()) {
            List<Event> next = open.get(random.nextInt(open.size()));
            var record = record(next.removeFirst());
            story.add(record);
            if (random.nextInt(5) == 0) {
                story.add(record);
            }
            open.removeIf(List::isEmpty);
        }
        return story;
    }

    private static List<Event> job(Random random, List<UUID> users) {
        UUID job = UUID.randomUUID();
        UUID payer = any(random, users);
        long amount = random.nextLong(60 * CREDIT);
        long modelFee = random.nextLong(amount + 1);
        // Now and then more than was reserved.
        long computeFee = random.nextLong(amount - modelFee + 1) + (random.nextInt(15) == 0 ? amount + 1 : 0);
        UUID operator = random.nextBoolean() ? any(random, users) : null;
        List<Event> ends = List.of(
                new JobSucceeded(
                        job, payer, "training", modelFee, any(random, users), computeFee, operator, Instant.EPOCH),
                new JobFailed(job, payer, "training", "broken", Instant.EPOCH),
                new JobCancelled(job, payer, "training", Instant.EPOCH));
        // Mostly one end, sometimes two that contradict each other, sometimes the end first.
        List<Event> events = new ArrayList<>(Stream.concat(
                        Stream.of(new JobSubmitted(job, payer, "training", amount, Instant.EPOCH)),
                        random.ints(random.nextInt(10) == 0 ? 2 : 1, 0, 3).mapToObj(ends::get))
                .toList());
        if (random.nextInt(15) == 0) {
            events.addFirst(new JobCancelled(job, payer, "training", Instant.EPOCH));
        }
        return events;
    }

    private static List<List<ConsumerRecord<String, byte[]>>> batches(
            Random random, List<ConsumerRecord<String, byte[]>> story) {
        List<List<ConsumerRecord<String, byte[]>>> batches = new ArrayList<>();
        for (int from = 0; from < story.size(); ) {
            int to = Math.min(story.size(), from + 1 + random.nextInt(20));
            batches.add(story.subList(from, to));
            from = to;
        }
        return batches;
    }

    private static void atOnce(int threads, IntConsumer work) {
        try (var executor = Executors.newFixedThreadPool(threads)) {
            CompletableFuture.allOf(IntStream.range(0, threads)
                            .mapToObj(part -> CompletableFuture.runAsync(() -> work.accept(part), executor))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
    }

    private List<UUID> newUsers(int count) {
        return Stream.generate(deliveries::newUser).limit(count).toList();
    }

    private List<Long> balances(List<UUID> users) {
        return users.stream()
                .flatMap(user -> Stream.of(books.available(user), books.reserved(user), books.earnings(user)))
                .toList();
    }

    private static UUID any(Random random, List<UUID> users) {
        return users.get(random.nextInt(users.size()));
    }
}

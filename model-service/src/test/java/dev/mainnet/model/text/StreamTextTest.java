package dev.mainnet.model.text;

import static dev.mainnet.model.FakeTexts.PROMPT;
import static dev.mainnet.model.FakeTexts.identity;
import static dev.mainnet.model.FakeTexts.piece;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.contracts.Topics;
import dev.mainnet.contracts.UsageEvent.UsageRecorded;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.model.FakeTexts;
import dev.mainnet.model.ModelServiceTest;
import dev.mainnet.model.Scenario;
import dev.mainnet.model.metering.Measured;
import dev.mainnet.model.metering.OpenCalls;
import dev.mainnet.model.upstream.UpstreamFailure;
import dev.mainnet.testing.GoldenExamples;
import dev.mainnet.testing.TestIdentity;
import dev.mainnet.testing.TestKafka;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

@ModelServiceTest
class StreamTextTest {

    /** 100 tokens = 20 credits; the prompt is free. */
    private static final long TOKEN_MICRO = 200_000;

    @Autowired
    StreamText streamText;

    @Autowired
    FakeTexts texts;

    @Autowired
    OpenCalls openCalls;

    @Autowired
    Scenario scenario;

    @Autowired
    DatabaseClient database;

    private final TestIdentity ada = TestIdentity.user(Scenario.unique("ada"));
    private final TestIdentity bob = TestIdentity.user(Scenario.unique("bob"));

    @AfterEach
    void nothingIsLeftBehind() {
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(openCalls.open()).isZero();
            assertThat(texts.running).hasValue(0);
        });
        assertThat(number("SELECT count(*) FROM open_call WHERE account_id = $1"))
                .isZero();
    }

    @Test
    void tokensThenWhatTheyCostThenTheEnd() {
        scenario.fund(bob, 100_000_000, 0);
        deploy("fake", FakeTexts::words);
        StepVerifier.create(stream("fake", 3).collectList())
                .assertNext(events -> {
                    assertThat(events).hasSize(5);
                    assertThat(events.get(2)).isInstanceOf(TextEvent.Token.class);
                    assertThat(events.get(3))
                            .isEqualTo(new TextEvent.Settled(
                                    new TextUsage(PROMPT, 0, 3, Measured.REPORTED), 3 * TOKEN_MICRO, 99_400_000));
                    assertThat(events.get(4)).isEqualTo(new TextEvent.Done("length"));
                })
                .verifyComplete();
        assertThat(usage()).satisfies(GoldenExamples::assertObeysItsSchema).satisfies(usage -> {
            assertThat(usage.costMicro()).isEqualTo(3 * TOKEN_MICRO);
            assertThat(usage.quantity().outputTokens()).isEqualTo(3);
            assertThat(usage.measured()).isEqualTo("reported");
            assertThat(usage.ended()).isEqualTo("length");
        });
    }

    @Test
    void whoeverGoesAwayPaysForWhatWasDeliveredAndCutsTheProviderOff() {
        scenario.fund(bob, 100_000_000, 0);
        deploy("fake", prompt -> FakeTexts.words(prompt).concatWith(Flux.never()));
        int cancelled = texts.cancelled.get();
        StepVerifier.create(stream("fake", 200), 5)
                .expectNextCount(5)
                .thenCancel()
                .verify(Duration.ofSeconds(10));
        assertThat(texts.cancelled).hasValue(cancelled + 1);
        assertThat(usage()).satisfies(usage -> {
            assertThat(usage.costMicro()).isEqualTo(5 * TOKEN_MICRO);
            assertThat(usage.measured()).isEqualTo("reported");
            assertThat(usage.ended()).isEqualTo("client_gone");
        });
    }

    @Test
    void noMoreIsAskedOfTheProviderThanTheClientTakes() {
        scenario.fund(bob, 100_000_000, 0);
        deploy("fake", FakeTexts::words);
        long before = texts.sent.get();
        StepVerifier.create(stream("fake", 300), 3)
                .expectNextCount(3)
                .then(() -> assertThat(texts.sent.get() - before).isBetween(3L, 4L))
                .thenCancel()
                .verify(Duration.ofSeconds(10));
        usage();
    }

    @Test
    void nothingDeliveredCostsNothing() {
        scenario.fund(bob, 100_000_000, 0);
        deploy("fake-silent", prompt -> Flux.never());
        deploy("fake-failing", prompt -> Flux.error(new UpstreamFailure.Failed("The provider failed")));
        StepVerifier.create(stream("fake-silent", 10))
                .thenAwait(Duration.ofMillis(300))
                .thenCancel()
                .verify(Duration.ofSeconds(10));
        StepVerifier.create(stream("fake-failing", 10))
                .expectErrorMatches(
                        e -> e instanceof ApiException refusal && refusal.code() == ErrorCode.UPSTREAM_ERROR)
                .verify(Duration.ofSeconds(10));
        nothingIsLeftBehind();
        assertThat(number("SELECT count(*) FROM usage WHERE account_id = $1")).isZero();
    }

    @Test
    void aProviderThatDiesInTheMiddleIsPaidForWhatItSaidAndThenIsAnError() {
        scenario.fund(bob, 100_000_000, 0);
        deploy(
                "fake",
                prompt -> Flux.just(piece("a ", 0, null), piece("bcde", 0, null))
                        .concatWith(Flux.error(new UpstreamFailure.BrokenOff(new UpstreamFailure.Failed("gone")))));
        StepVerifier.create(stream("fake", 10))
                .expectNextCount(2)
                .assertNext(settled -> assertThat(settled)
                        .isEqualTo(new TextEvent.Settled(
                                new TextUsage(1, 0, 2, Measured.ESTIMATED), 2 * TOKEN_MICRO, 99_600_000)))
                .expectErrorMatches(
                        e -> e instanceof ApiException refusal && refusal.code() == ErrorCode.UPSTREAM_ERROR)
                .verify(Duration.ofSeconds(10));
        assertThat(usage()).satisfies(usage -> {
            assertThat(usage.measured()).isEqualTo("estimated");
            assertThat(usage.ended()).isEqualTo("provider_failed");
        });
    }

    @Test
    void theCallIsJournalledBeforeItsFirstTokenAndSavedAsItGoes() {
        scenario.fund(bob, 100_000_000, 0);
        Sinks.Many<ChatResponse> provider = Sinks.many().unicast().onBackpressureBuffer();
        deploy("fake", prompt -> provider.asFlux());
        // What a step asks of the database blocks, so it may not run on the threads of the stream.
        StepVerifier.create(stream("fake", 10).publishOn(Schedulers.boundedElastic(), 1))
                .then(() -> provider.tryEmitNext(piece("one ", 1, null)))
                .assertNext(token -> assertThat(number("SELECT count(*) FROM open_call WHERE account_id = $1"))
                        .isOne())
                .then(() -> provider.tryEmitNext(piece("two ", 2, null)))
                .expectNextCount(1)
                .then(() -> Awaitility.await()
                        .untilAsserted(
                                () -> assertThat(number("SELECT output_tokens FROM open_call WHERE account_id = $1"))
                                        .isEqualTo(2)))
                .thenCancel()
                .verify(Duration.ofSeconds(20));
        assertThat(usage().costMicro()).isEqualTo(2 * TOKEN_MICRO);
    }

    @Test
    void aCallWhoseRowIsGoneIsBrokenOffAndNotPaidTwice() {
        scenario.fund(bob, 1_000_000_000, 0);
        deploy(
                "fake",
                prompt -> FakeTexts.words(prompt)
                        .delayElements(Duration.ofMillis(20))
                        .concatWith(Flux.never()));
        StepVerifier.create(stream("fake", 1_000)
                        .doOnNext(token -> database.sql("DELETE FROM open_call WHERE account_id = $1")
                                .bind(0, bob.accountId())
                                .then()
                                .subscribe()))
                .thenConsumeWhile(event -> true)
                .expectErrorMatches(e -> e instanceof ApiException refusal && refusal.code() == ErrorCode.UNAVAILABLE)
                .verify(Duration.ofSeconds(20));
        assertThat(number("SELECT count(*) FROM usage WHERE account_id = $1")).isZero();
    }

    @Test
    void aBalanceThatDoesNotCoverTheLongestAnswerIsRefusedUnlessNoLengthIsNamed() {
        deploy("fake", FakeTexts::words);
        scenario.fund(bob, 30_000_000, 0);
        StepVerifier.create(stream("fake", 200))
                .expectErrorMatches(
                        e -> e instanceof ApiException refusal && refusal.code() == ErrorCode.INSUFFICIENT_CREDITS)
                .verify(Duration.ofSeconds(10));
        // 30 credits are 150 tokens: of 1024, 512, 256 and 128 the last one is covered.
        StepVerifier.create(stream("fake", null).ofType(TextEvent.Token.class).count())
                .expectNext(128L)
                .expectComplete()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void theFirstCallsAreFreeHoweverManyComeAtOnce() {
        UUID deployment = deploy("fake", FakeTexts::words);
        update("UPDATE deployment SET free_requests = 3 WHERE id = $1", deployment);
        List<Long> costs = Flux.range(0, 12)
                .flatMap(i -> stream("fake", 2)
                        .ofType(TextEvent.Settled.class)
                        .map(TextEvent.Settled::costMicro)
                        .onErrorReturn(-1L))
                .collectList()
                .block(Duration.ofSeconds(20));
        // Without credits, whatever is not free is refused.
        assertThat(costs.stream().filter(cost -> cost == 0)).hasSize(3);
        assertThat(costs.stream().filter(cost -> cost == -1)).hasSize(9);
    }

    @Test
    void tokensAMinuteAreLimitedWithWhatIsInFlight() {
        scenario.fund(bob, 100_000_000, 0);
        UUID deployment = deploy("fake", FakeTexts::words);
        deploy("fake-silent", prompt -> Flux.never());
        update("UPDATE deployment SET tokens_per_minute = 40 WHERE id = $1", deployment);
        // The limit is for a minute of the clock, and both calls must come in the same.
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> LocalTime.now(ZoneOffset.UTC).getSecond() < 40);
        assertThat(stream("fake", 10).blockLast(Duration.ofSeconds(10))).isInstanceOf(TextEvent.Done.class);
        StepVerifier.create(stream("fake", 30))
                .expectErrorMatches(e -> e instanceof ApiException refusal
                        && refusal.code() == ErrorCode.RATE_LIMIT_EXCEEDED
                        && refusal.retryAfter().orElseThrow().compareTo(Duration.ofMinutes(1)) <= 0)
                .verify(Duration.ofSeconds(10));
    }

    /** Whatever the moment, each call is settled once for what was delivered, and leaves nothing behind. */
    @Test
    void tenThousandRandomDisconnectsLeaveNothingBehind() {
        scenario.fund(bob, 1_000_000_000_000L, 0);
        deploy("fake", prompt -> FakeTexts.words(prompt).concatWith(Flux.never()));
        deploy("fake-slow", prompt -> Mono.delay(Duration.ofMillis(2)).thenMany(FakeTexts.words(prompt)));
        Random random = new Random(7);
        AtomicLong delivered = new AtomicLong();
        Flux.range(0, 10_000)
                .flatMap(
                        i -> {
                            int tokens = random.nextInt(6);
                            // A quarter leaves at once, a quarter soon, and half only after its tokens, however slow
                            // the machine.
                            long millis = switch (i % 4) {
                                case 0 -> random.nextInt(20);
                                case 1 -> random.nextInt(800);
                                default -> 60_000;
                            };
                            return stream(i % 3 == 0 ? "fake-slow" : "fake", tokens + 1 + random.nextInt(3))
                                    .ofType(TextEvent.Token.class)
                                    // A machine that cannot keep up refuses, which leaves nothing behind either.
                                    .onErrorResume(StreamTextTest::isBusy, refusal -> Flux.empty())
                                    .doOnNext(token -> delivered.incrementAndGet())
                                    .take(tokens)
                                    .take(Duration.ofMillis(millis))
                                    .then();
                        },
                        200)
                .blockLast(Duration.ofMinutes(10));
        nothingIsLeftBehind();
        long settled = number("SELECT coalesce(sum(output_tokens), 0)::bigint FROM usage WHERE account_id = $1");
        // A token that was on its way when its reader left is delivered as far as anybody here can tell.
        assertThat(delivered.get()).isGreaterThan(1_000);
        assertThat(settled).isBetween(delivered.get(), delivered.get() + 10_000);
        assertThat(number("SELECT recorded_micro FROM account_usage WHERE account_id = $1"))
                .isEqualTo(settled * TOKEN_MICRO)
                .isEqualTo(number("SELECT sum(cost_micro)::bigint FROM usage WHERE account_id = $1"));
    }

    private static boolean isBusy(Throwable failure) {
        return failure instanceof ApiException refusal && refusal.code() == ErrorCode.UNAVAILABLE;
    }

    private UUID deploy(String slug, Function<Prompt, Flux<ChatResponse>> script) {
        return texts.deploy(ada, slug, 0, 100 * TOKEN_MICRO, script);
    }

    private Flux<TextEvent> stream(String slug, Integer maxTokens) {
        return streamText.stream(
                identity(bob), new TextCall(ada.username(), slug, TextRequest.of("Hi", maxTokens, null)));
    }

    /** The only usage of the caller, once it is published. */
    private UsageRecorded usage() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        TestKafka.events(Topics.USAGE_EVENTS, bob.accountId().toString())
                                        .size()
                                == 1);
        return (UsageRecorded)
                TestKafka.events(Topics.USAGE_EVENTS, bob.accountId().toString())
                        .getFirst();
    }

    private void update(String sql, UUID id) {
        database.sql(sql).bind(0, id).then().block();
    }

    private long number(String sql) {
        return database.sql(sql)
                .bind(0, bob.accountId())
                .mapValue(Long.class)
                .one()
                .defaultIfEmpty(0L)
                .block();
    }
}

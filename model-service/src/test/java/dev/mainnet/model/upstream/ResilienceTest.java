package dev.mainnet.model.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.model.provider.Provider;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** What a slow, broken or absent provider does to a call, to other calls and to the fallback. */
class ResilienceTest {

    private static final Prompt PROMPT = new Prompt("Hi");
    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String ROLE = "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}";
    private static final String TEXT = "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}";
    private static final String END = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}";
    private static final FakeProvider.Answer WHOLE = FakeProvider.events(ROLE, TEXT, END, "data: [DONE]");
    private static final FakeProvider.Answer BROKEN = FakeProvider.status(500, "{}");

    private final FakeProvider server = new FakeProvider();
    private final FakeProvider other = new FakeProvider();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Safeguards safeguards = new Safeguards(FakeProvider.SETTINGS, meters);
    private final ChatModel model = guarded(server);

    @AfterEach
    void stop() {
        server.close();
        other.close();
    }

    @Test
    void aPassingFailureIsTriedAgainBeforeTheFirstText() {
        server.answers(BROKEN, FakeProvider.events(ROLE), WHOLE);

        Collected answer = Collected.from(model, PROMPT);

        assertThat(answer.text()).isEqualTo("x");
        assertThat(server.requests).hasSize(3);
    }

    @Test
    void anAnswerWithoutATextTellsWhyItEndedThoughItsUsageComesLater() {
        server.answers(FakeProvider.events("""
                data: {"choices":[{"delta":{},"finish_reason":"content_filter"}]}

                data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":0}}

                data: [DONE]

                """));

        List<ChatResponse> pieces = model.stream(PROMPT).collectList().block();

        assertThat(pieces).hasSize(2);
        assertThat(pieces.getFirst().getResult().getMetadata().getFinishReason())
                .isEqualTo("content_filter");
        assertThat(pieces.getLast().getMetadata().getUsage().getPromptTokens()).isEqualTo(3);
    }

    @Test
    void attemptsHaveABound() {
        server.answers(BROKEN);

        assertThatThrownBy(() -> Collected.from(model, PROMPT)).isInstanceOf(UpstreamFailure.Failed.class);
        assertThat(server.requests).hasSize(3);
    }

    @Test
    void whatTheCallerOrTheOwnerMustChangeIsNotTriedAgain() {
        for (int status : List.of(400, 401, 404)) {
            server.requests.clear();
            server.answers(FakeProvider.status(status, "{}"));

            assertThatThrownBy(() -> Collected.from(model, PROMPT)).isInstanceOf(UpstreamFailure.class);
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void aBusyProviderIsAskedAgainWhenItSaysSoAndNotWhenThatIsLate() {
        server.answers(FakeProvider.status(429, "{}", "Retry-After", "0"), WHOLE);
        assertThat(Collected.from(model, PROMPT).text()).isEqualTo("x");

        server.requests.clear();
        server.answers(FakeProvider.status(429, "{}", "Retry-After", "30"));
        assertThatThrownBy(() -> Collected.from(model, PROMPT))
                .isInstanceOfSatisfying(
                        UpstreamFailure.Busy.class,
                        busy -> assertThat(busy.retryAfter()).hasSeconds(30));
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void nothingIsTriedAgainAfterTheFirstText() {
        server.answers(FakeProvider.events(TEXT));

        StepVerifier.create(model.stream(PROMPT).map(Pieces::textOf))
                .expectNext("x")
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                UpstreamFailure.BrokenOff.class,
                                broken -> assertThat(broken.reason()).isInstanceOf(UpstreamFailure.Failed.class)))
                .verify(Duration.ofSeconds(10));
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void aProviderThatHangsIsGivenUp() {
        server.answers(FakeProvider.silence());
        assertThatThrownBy(() -> Collected.from(waiting(SHORT, LONG), PROMPT))
                .isInstanceOf(UpstreamFailure.TimedOut.class);

        server.answers(FakeProvider.stream(Flux.concat(Flux.just(TEXT + "\n\n"), Flux.never())));
        StepVerifier.create(waiting(LONG, SHORT).stream(PROMPT))
                .expectNextCount(1)
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                UpstreamFailure.BrokenOff.class,
                                broken -> assertThat(broken.reason()).isInstanceOf(UpstreamFailure.TimedOut.class)))
                .verify(LONG);
        Awaitility.await()
                .untilAtomic(server.closed, closed -> assertThat(closed).isEqualTo(server.connections.get()));
    }

    @Test
    void aReaderThatPausesIsNotTheProvidersFault() {
        server.answers(FakeProvider.stream(
                Flux.range(0, 2_000).map(i -> TEXT + "\n\n").concatWithValues(END + "\n\n", "data: [DONE]\n\n")));

        // Longer than this machine itself may pause.
        Duration idle = Duration.ofSeconds(8);
        StepVerifier.create(
                        waiting(LONG, idle).stream(PROMPT).map(Pieces::textOf).filter(text -> !text.isEmpty()), 1)
                .expectNext("x")
                .thenAwait(idle.multipliedBy(2))
                .thenRequest(Long.MAX_VALUE)
                .expectNextCount(1_999)
                .expectComplete()
                .verify(LONG);
    }

    @Test
    void aProviderThatFailsAllTheTimeIsLeftAlone() {
        server.answers(BROKEN);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> Collected.from(model, PROMPT)).isInstanceOf(UpstreamFailure.class);
        }
        server.requests.clear();

        assertThatThrownBy(() -> Collected.from(model, PROMPT)).isInstanceOf(UpstreamFailure.Busy.class);

        assertThat(server.requests).isEmpty();
        assertThat(meters.find("resilience4j.circuitbreaker.state")
                        .tag("state", "open")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void aProviderThatIsLeftAloneIsTriedAgainLater() {
        UpstreamSettings shortly = FakeProvider.settings(LONG, LONG, Duration.ofSeconds(1));
        Provider provider = server.provider("openai", "/v1");
        ChatModel recovering = guarded(server, provider, shortly, new Safeguards(shortly, meters).of(provider.id()));
        server.answers(BROKEN);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> Collected.from(recovering, PROMPT)).isInstanceOf(UpstreamFailure.class);
        }

        server.answers(WHOLE);

        Awaitility.await()
                .ignoreExceptions()
                .untilAsserted(() ->
                        assertThat(Collected.from(recovering, PROMPT).text()).isEqualTo("x"));
    }

    @Test
    void oneOwnersProviderDoesNotStopAnothers() {
        server.answers(BROKEN);
        other.answers(WHOLE);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> Collected.from(model, PROMPT)).isInstanceOf(UpstreamFailure.class);
        }

        assertThat(Collected.from(guarded(other), PROMPT).text()).isEqualTo("x");
    }

    @Test
    void callsAtOnceHaveABoundAndTheirPlacesAreGivenBack() {
        server.answers(FakeProvider.stream(
                Flux.interval(Duration.ofMillis(100)).onBackpressureDrop().map(tick -> TEXT + "\n\n")));
        List<Disposable> running = new ArrayList<>();
        for (int i = 0; i < FakeProvider.SETTINGS.maxCalls(); i++) {
            Flux<ChatResponse> call = model.stream(PROMPT);
            running.add(call.subscribe());
        }

        assertThatThrownBy(() -> Collected.from(model, PROMPT)).isInstanceOf(UpstreamFailure.Busy.class);

        running.forEach(Disposable::dispose);
        server.answers(WHOLE);
        assertThat(Collected.from(model, PROMPT).text()).isEqualTo("x");
    }

    @Test
    void theFallbackAnswersWhereNoTextHasCome() {
        other.answers(WHOLE);
        ChatModel both = new FallbackChatModel(model, guarded(other));
        for (FakeProvider.Answer failing : List.of(BROKEN, FakeProvider.status(401, "{}"), FakeProvider.events(ROLE))) {
            server.answers(failing);

            assertThat(Collected.from(both, PROMPT).text()).isEqualTo("x");
        }
    }

    @Test
    void theFallbackAnswersWhereTheProviderHangs() {
        server.answers(FakeProvider.silence());
        other.answers(WHOLE);

        ChatModel both = new FallbackChatModel(waiting(SHORT, LONG), guarded(other));

        assertThat(Collected.from(both, PROMPT).text()).isEqualTo("x");
    }

    @Test
    void theFallbackIsNotAskedAfterTextOrForWhatWasRefused() {
        other.answers(WHOLE);
        ChatModel both = new FallbackChatModel(model, guarded(other));

        server.answers(FakeProvider.events(TEXT));
        assertThatThrownBy(() -> Collected.from(both, PROMPT)).isInstanceOf(UpstreamFailure.BrokenOff.class);
        server.answers(FakeProvider.status(400, "{}"));
        assertThatThrownBy(() -> Collected.from(both, PROMPT)).isInstanceOf(UpstreamFailure.Refused.class);

        assertThat(other.requests).isEmpty();
    }

    @Test
    void nobodyThereIsAFailureAndNotAHang() {
        Provider provider = server.provider("openai", "/v1");
        server.goAway();

        assertThatThrownBy(() -> Collected.from(guarded(server, provider), PROMPT))
                .isInstanceOf(UpstreamFailure.Failed.class);
    }

    private ChatModel guarded(FakeProvider provider) {
        return guarded(provider, provider.provider("openai", "/v1"));
    }

    private ChatModel guarded(FakeProvider from, Provider provider) {
        return guarded(from, provider, FakeProvider.SETTINGS, safeguards.of(provider.id()));
    }

    /** Waits so long for the first token of the server, and for each that follows. */
    private ChatModel waiting(Duration first, Duration idle) {
        Provider provider = server.provider("openai", "/v1");
        UpstreamSettings settings = FakeProvider.settings(first, idle, Duration.ofHours(1));
        return guarded(server, provider, settings, safeguards.of(provider.id()));
    }

    private static ChatModel guarded(
            FakeProvider from, Provider provider, UpstreamSettings settings, Safeguard safeguard) {
        ChatModel raw = new OpenAiChatModel.Kind(from.streams).model(provider, "m");
        return new GuardedChatModel(new BoundedChatModel(raw, settings), safeguard);
    }
}

package dev.mainnet.model.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.model.provider.Credentials;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class OpenAiChatModelTest {

    /** The example of OpenAI's reference, with the usage that {@code include_usage} adds. */
    private static final String[] PUBLISHED = {"""
        data: {"id":"chatcmpl-123","object":"chat.completion.chunk","created":1694268190,"model":"gpt-4o-mini", "system_fingerprint": "fp_44709d6fcb", "choices":[{"index":0,"delta":{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}]}""", """
        data: {"id":"chatcmpl-123","object":"chat.completion.chunk","created":1694268190,"model":"gpt-4o-mini", "system_fingerprint": "fp_44709d6fcb", "choices":[{"index":0,"delta":{"content":"Hello"},"logprobs":null,"finish_reason":null}]}""", """
        data: {"id":"chatcmpl-123","object":"chat.completion.chunk","created":1694268190,"model":"gpt-4o-mini", "system_fingerprint": "fp_44709d6fcb", "choices":[{"index":0,"delta":{"content":" wörld"},"logprobs":null,"finish_reason":null}]}""", """
        data: {"id":"chatcmpl-123","object":"chat.completion.chunk","created":1694268190,"model":"gpt-4o-mini", "system_fingerprint": "fp_44709d6fcb", "choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}]}""", """
        data: {"id":"chatcmpl-123","object":"chat.completion.chunk","created":1694268190,"model":"gpt-4o-mini","choices":[],"usage":{"prompt_tokens":19,"completion_tokens":10,"total_tokens":29,"prompt_tokens_details":{"cached_tokens":16,"audio_tokens":0}}}""", "data: [DONE]"};

    private static final String TEXT = "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}";

    private final FakeProvider server = new FakeProvider();
    private final ChatModel model =
            new OpenAiChatModel.Kind(server.streams).model(server.provider("openai", "/v1"), "gpt-4o-mini");
    private final Prompt prompt = new Prompt("Hi");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void readsThePublishedExample() {
        server.answers(FakeProvider.events(PUBLISHED));

        Collected answer = Collected.from(model, prompt);

        assertThat(answer.text()).isEqualTo("Hello wörld");
        assertThat(answer.finishReason()).isEqualTo("stop");
        assertThat(answer.usage().getPromptTokens()).isEqualTo(19);
        assertThat(answer.usage().getCompletionTokens()).isEqualTo(10);
        assertThat(answer.usage().getCacheReadInputTokens()).isEqualTo(16);
    }

    @Test
    void sendsWhatTheReferenceAsksFor() {
        server.answers(FakeProvider.events(PUBLISHED));
        ChatOptions options = new GenerationOptions(
                ChatOptions.builder()
                        .maxTokens(7)
                        .temperature(0.5)
                        .topP(0.9)
                        .stopSequences(List.of("\n"))
                        .build(),
                42L);

        Collected.from(
                model,
                new Prompt(
                        List.of(
                                new SystemMessage("Be brief"),
                                new UserMessage("Hi"),
                                new AssistantMessage("Yes?"),
                                new UserMessage("Go on")),
                        options));

        FakeProvider.Request request = server.requests.getFirst();
        assertThat(request.uri()).isEqualTo("/v1/chat/completions");
        assertThat(request.headers().get("Authorization")).isEqualTo("Bearer sk-secret");
        assertThat(request.body()).hasToString("""
                {"model":"gpt-4o-mini","messages":[{"role":"system","content":"Be brief"},{"role":"user","content":"Hi"},\
                {"role":"assistant","content":"Yes?"},{"role":"user","content":"Go on"}],"stream":true,\
                "stream_options":{"include_usage":true},"max_tokens":7,"temperature":0.5,"top_p":0.9,"stop":["\\n"],"seed":42}""");
    }

    @Test
    void needsNoKeyWhereTheServerWantsNone() {
        server.answers(FakeProvider.events(PUBLISHED));

        Collected.from(
                new OpenAiChatModel.Kind(server.streams)
                        .model(server.provider("openai", "/v1", Credentials.NONE), "llama3"),
                prompt);

        assertThat(server.requests.getFirst().headers().contains("Authorization"))
                .isFalse();
    }

    @Test
    void readsUsageInEveryChunkWhereTheServerGivesIt() {
        server.answers(FakeProvider.events("""
                data: {"choices":[{"delta":{"content":"a"}}],"usage":{"prompt_tokens":3,"completion_tokens":1}}""", """
                data: {"choices":[{"delta":{"content":"b"},"finish_reason":"length"}],"usage":{"prompt_tokens":3,"completion_tokens":2}}""", "data: [DONE]"));

        Collected answer = Collected.from(model, prompt);

        assertThat(answer.pieces())
                .extracting(piece -> piece.getMetadata().getUsage().getCompletionTokens())
                .containsExactly(1, 2);
        assertThat(answer.finishReason()).isEqualTo("length");
    }

    @Test
    void takesAnEventThatComesInPiecesWithOtherLineEndsAndComments() {
        server.answers(FakeProvider.stream(Flux.just(
                ": hello\r\n\r\ndata: {\"choices\":[{\"delta\":{\"con",
                "tent\":\"x\"}}]}\r",
                "\n\r\n",
                "data: [DONE]\r\n\r\n")));

        assertThat(Collected.from(model, prompt).text()).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | Refused | too long by 5",
                "401 | Unauthorized | refused the credentials",
                "402 | Failed | paid by the deployment's owner",
                "403 | Unauthorized | refused the credentials",
                "404 | Failed | does not know the model",
                "408 | TimedOut | did not answer in time",
                "413 | Refused | too long by 5",
                "429 | Busy | busy",
                "500 | Failed | failed",
                "503 | Busy | busy",
                "302 | Failed | status 302"
            })
    void saysWhatAStatusMeans(int status, String failure, String message) {
        server.answers(
                FakeProvider.status(
                        status,
                        "{\"error\":{\"message\":\"too long by 5\",\"type\":\"invalid_request_error\",\"param\":\"messages\"}}"));

        assertThatThrownBy(() -> Collected.from(model, prompt))
                .isInstanceOf(UpstreamFailure.class)
                .hasMessageContaining(message)
                .satisfies(
                        thrown -> assertThat(thrown.getClass().getSimpleName()).isEqualTo(failure));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'error': {'message': 'Billing hard limit has been reached', 'code': 'billing_hard_limit_reached'}}",
                "{'error': {'type': 'invalid_request_error', 'message': 'Your credit balance is too low to access the API.'}}",
                "[{'error': {'code': 400, 'message': 'API key not valid.', 'details': [{'reason': 'API_KEY_INVALID'}]}}]",
            })
    void whatOnlyTheOwnerCanMendIsNoFaultOfTheCall(String body) {
        server.answers(FakeProvider.status(400, body.replace('\'', '"')));

        assertThatThrownBy(() -> Collected.from(model, prompt)).isInstanceOf(UpstreamFailure.Unauthorized.class);
    }

    @Test
    void tellsThatThePromptIsTooLongAndNoStrangeParameter() {
        server.answers(
                FakeProvider.status(
                        400,
                        "{\"error\":{\"message\":\"at most 5\",\"param\":\"messages\",\"code\":\"context_length_exceeded\"}}"),
                FakeProvider.status(400, "{\"error\":{\"message\":\"no\",\"param\":\"<b>\"}}"));

        assertThatThrownBy(() -> Collected.from(model, prompt))
                .isInstanceOfSatisfying(
                        UpstreamFailure.Refused.class,
                        refused -> assertThat(refused.toApiException().details())
                                .containsExactly(new ApiException.Detail(
                                        "messages", "are too long: at most 5", "context_length_exceeded")));
        assertThatThrownBy(() -> Collected.from(model, prompt))
                .isInstanceOfSatisfying(
                        UpstreamFailure.Refused.class,
                        refused -> assertThat(refused.param()).isEmpty());
    }

    @Test
    void tellsWhichParameterIsRefusedAndForHowLongTheProviderIsBusy() {
        server.answers(
                FakeProvider.status(400, "{\"error\":{\"message\":\"no\",\"param\":\"temperature\"}}"),
                FakeProvider.status(429, "{}", "Retry-After", "7"));

        assertThatThrownBy(() -> Collected.from(model, prompt))
                .isInstanceOfSatisfying(
                        UpstreamFailure.Refused.class,
                        refused -> assertThat(refused.param()).contains("temperature"));
        assertThatThrownBy(() -> Collected.from(model, prompt))
                .isInstanceOfSatisfying(
                        UpstreamFailure.Busy.class,
                        busy -> assertThat(busy.retryAfter()).hasSeconds(7));
    }

    @Test
    void anAnswerThatIsCutIsNoWholeAnswer() {
        server.answers(
                FakeProvider.cutAfter(TEXT + "\n\n", "data: {\"choices\":[{\"del"),
                FakeProvider.events(TEXT),
                FakeProvider.events(TEXT, "data: {\"choices\":"),
                FakeProvider.events(TEXT, "data: {\"error\":{\"message\":\"overloaded\",\"code\":503}}"));

        for (int i = 0; i < 4; i++) {
            StepVerifier.create(model.stream(prompt).map(Pieces::textOf))
                    .expectNext("x")
                    .expectError(UpstreamFailure.class)
                    .verify(Duration.ofSeconds(10));
        }
    }

    @Test
    void whatIsNoEventStreamIsNotReadAsOne() {
        server.answers(FakeProvider.status(200, "{\"choices\":[]}"));

        assertThatThrownBy(() -> Collected.from(model, prompt)).isInstanceOf(UpstreamFailure.Failed.class);
    }

    @Test
    void aLineWithoutEndIsReadOnlyToItsBound() {
        AtomicInteger sent = new AtomicInteger();
        server.answers(FakeProvider.stream(Flux.concat(
                Flux.just("data: "),
                Flux.range(0, 1_000_000).map(i -> "y".repeat(1_024)).doOnNext(part -> sent.incrementAndGet()))));

        assertThatThrownBy(() -> Collected.from(model, prompt)).hasMessageContaining("cannot be read");
        assertThat(sent).hasValueLessThan(100_000);
    }

    @Test
    void cancellingClosesTheConnectionAtOnce() {
        server.answers(FakeProvider.stream(Flux.concat(Flux.just(TEXT + "\n\n"), Flux.never())));

        StepVerifier.create(model.stream(prompt))
                .expectNextCount(1)
                .thenCancel()
                .verify(Duration.ofSeconds(10));

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAtomic(server.closed, value -> assertThat(value).isEqualTo(1));
    }

    @Test
    void aConnectionIsUsedAgainAfterAWholeAnswer() {
        server.answers(FakeProvider.events(PUBLISHED));

        for (int i = 0; i < 20; i++) {
            Collected.from(model, prompt);
        }

        // A call may come just before the connection of the one before it is back.
        assertThat(server.connections).hasValueLessThanOrEqualTo(5);
    }

    @Test
    void anAnswerEndsThoughTheProviderKeepsTheConnectionOpen() {
        server.answers(FakeProvider.stream(Flux.concat(Flux.just(TEXT + "\n\n", "data: [DONE]\n\n"), Flux.never())));

        assertThat(Collected.from(model, prompt).text()).isEqualTo("x");
    }

    @Test
    void anAnswerEndsThoughTheProviderNeitherSaysSoNorClosesTheConnection() {
        String last = "data: {\"choices\":[{\"delta\":{\"content\":\"y\"},\"finish_reason\":\"stop\"}]}\n\n";
        server.answers(FakeProvider.stream(Flux.concat(Flux.just(TEXT + "\n\n", last), Flux.never())));

        Collected answer = Collected.from(model, prompt);

        assertThat(answer.text()).isEqualTo("xy");
        assertThat(answer.finishReason()).isEqualTo("stop");
    }

    @Test
    void noMoreIsReadThanIsAskedFor() {
        AtomicInteger sent = new AtomicInteger();
        server.answers(FakeProvider.stream(Flux.range(0, 1_000_000)
                .map(i -> "data: {\"choices\":[{\"delta\":{\"content\":\"" + "z".repeat(1_000) + "\"}}]}\n\n")
                .doOnNext(part -> sent.incrementAndGet())));

        StepVerifier.create(model.stream(prompt), 3)
                .expectNextCount(3)
                .then(() -> {
                    Awaitility.await()
                            .during(Duration.ofMillis(500))
                            .atMost(Duration.ofMinutes(1))
                            .until(new Unchanged(sent));
                    assertThat(sent).hasValueLessThan(100_000);
                })
                .thenCancel()
                .verify(Duration.ofMinutes(2));
    }

    /** Whether a number has stopped to grow. */
    private static final class Unchanged implements java.util.concurrent.Callable<Boolean> {

        private final AtomicInteger number;
        private int last = -1;

        Unchanged(AtomicInteger number) {
            this.number = number;
        }

        @Override
        public Boolean call() {
            int before = last;
            last = number.get();
            return before == last;
        }
    }
}

package dev.mainnet.model.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.mainnet.defaults.objectstore.ObjectStore;
import dev.mainnet.model.inference.HostedOn;
import dev.mainnet.model.registry.Model;
import dev.mainnet.model.runner.RunnersAt;
import dev.mainnet.model.signature.TextSignature;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class RunnerChatModelTest {

    private static final String[] ANSWER = {
        "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":0}}",
        "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1}}",
        "data: {\"choices\":[{\"delta\":{\"content\":\"bc\"}}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}",
        "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}",
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}",
        "data: [DONE]"
    };

    private final FakeProvider runner = new FakeProvider();
    private final UUID modelId = UUID.randomUUID();
    private final ObjectStore objects = mock(ObjectStore.class);
    private final Prompt prompt = new Prompt("Hi");

    @AfterEach
    void stop() {
        runner.close();
    }

    private ChatModel model(Mono<Model> found) {
        when(objects.get(anyString()))
                .thenAnswer(_ -> Flux.just(
                        DefaultDataBufferFactory.sharedInstance.wrap("GGUF file".getBytes(StandardCharsets.UTF_8))));
        // Whichever of the two is the favourite, the calls must get through.
        return new RunnerChatModel(
                HostedOn.runners(RunnersAt.at(URI.create("http://127.0.0.1:9"), runner.url()), objects),
                modelId,
                found);
    }

    private Model registered() {
        return new Model(
                modelId,
                UUID.randomUUID(),
                "m",
                null,
                new TextSignature("llama", 128, 1000, false),
                new Model.File("models/m", 9, "00"),
                Instant.now(),
                null);
    }

    private List<String> calls() {
        return runner.requests.stream().map(FakeProvider.Request::uri).toList();
    }

    @Test
    void tellsTheTokensWithEachPiece() {
        runner.answers(FakeProvider.events(ANSWER));

        Collected answer = Collected.from(model(Mono.error(new AssertionError("needs no lookup"))), prompt);

        assertThat(answer.text()).isEqualTo("abc");
        assertThat(answer.finishReason()).isEqualTo("length");
        assertThat(answer.usage().getPromptTokens()).isEqualTo(3);
        assertThat(answer.pieces())
                .extracting(piece -> piece.getMetadata().getUsage().getCompletionTokens())
                .contains(1, 4);
        assertThat(runner.requests.getFirst().body().path("model").asString()).isEqualTo(modelId.toString());
        assertThat(runner.requests
                        .getFirst()
                        .body()
                        .at("/stream_options/continuous_usage_stats")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void sendsTheFileToARunnerThatDoesNotKnowTheModel() {
        runner.answers(
                FakeProvider.status(404, "{\"error\":{\"message\":\"unknown\",\"code\":\"model_not_found\"}}"),
                FakeProvider.status(200, ""),
                FakeProvider.events(ANSWER));

        assertThat(Collected.from(model(Mono.just(registered())), prompt).text())
                .isEqualTo("abc");

        assertThat(calls())
                .containsExactly(
                        "/v1/chat/completions", "/v2/repository/models/" + modelId + "/load", "/v1/chat/completions");
    }

    @Test
    void passesTheRunnersRefusalOn() {
        runner.answers(FakeProvider.status(
                400, "{\"error\":{\"message\":\"at most 128 tokens\",\"param\":\"messages\",\"code\":\"x\"}}"));

        assertThatThrownBy(() -> Collected.from(model(Mono.empty()), prompt))
                .isInstanceOfSatisfying(
                        UpstreamFailure.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo("at most 128 tokens"));
    }

    @Test
    void isBusyWhereTheRunnersLineIsFull() {
        runner.answers(FakeProvider.status(503, "{\"error\":{\"message\":\"Too many calls wait\"}}"));

        assertThatThrownBy(() -> Collected.from(model(Mono.empty()), prompt)).isInstanceOf(UpstreamFailure.Busy.class);
    }

    @Test
    void closesTheConnectionWhereNobodyReadsOn() {
        runner.answers(FakeProvider.stream(
                Flux.interval(Duration.ofMillis(10)).onBackpressureDrop().map(tick -> ANSWER[1] + "\n\n")));

        model(Mono.empty()).stream(prompt).take(3).blockLast(Duration.ofSeconds(30));

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> runner.closed.get() == 1);
    }
}

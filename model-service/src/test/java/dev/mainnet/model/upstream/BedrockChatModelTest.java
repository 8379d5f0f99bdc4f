package dev.mainnet.model.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.model.provider.Credentials;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

class BedrockChatModelTest {

    private static final String LLAMA = "meta.llama3-70b-instruct-v1:0";
    private static final Credentials ACCESS_KEY =
            new Credentials(null, new Secret("AKIDEXAMPLE"), new Secret("wJalrXUtnFEMI"), null);

    private final FakeProvider server = new FakeProvider();
    private final BedrockClients clients = new BedrockClients(server.streams);
    private final BedrockChatModel.Kind kind = new BedrockChatModel.Kind(clients);
    private final ChatModel model = kind.model(server.provider("bedrock", "", ACCESS_KEY), LLAMA);

    @AfterEach
    void stop() {
        clients.close();
        server.close();
    }

    /** The events that AWS documents for ConverseStream. */
    private static final List<byte[]> DOCUMENTED = List.of(
            event("messageStart", "{\"role\":\"assistant\"}"),
            event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hello\"}}"),
            event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\" there\"}}"),
            event("contentBlockStop", "{\"contentBlockIndex\":0}"),
            event("messageStop", "{\"stopReason\":\"max_tokens\"}"),
            event(
                    "metadata",
                    "{\"usage\":{\"inputTokens\":30,\"outputTokens\":12,\"totalTokens\":42,\"cacheReadInputTokens\":6},"
                            + "\"metrics\":{\"latencyMs\":1275}}"));

    @Test
    void readsTheDocumentedEvents() {
        server.answers(events(Flux.fromIterable(DOCUMENTED)));

        Collected answer = Collected.from(model, new Prompt("Hi"));

        assertThat(answer.text()).isEqualTo("Hello there");
        assertThat(answer.finishReason()).isEqualTo("length");
        assertThat(answer.usage().getPromptTokens()).isEqualTo(36);
        assertThat(answer.usage().getCompletionTokens()).isEqualTo(12);
        assertThat(answer.usage().getCacheReadInputTokens()).isEqualTo(6);
    }

    @Test
    void sendsASignedConversation() {
        server.answers(events(Flux.fromIterable(DOCUMENTED)));

        Collected.from(
                model,
                new Prompt(
                        List.of(new SystemMessage("Be brief"), new UserMessage("Hi"), new AssistantMessage("Yes?")),
                        ChatOptions.builder()
                                .maxTokens(9)
                                .temperature(0.5)
                                .stopSequences(List.of("END"))
                                .build()));

        FakeProvider.Request request = server.requests.getFirst();
        assertThat(request.uri()).isEqualTo("/model/meta.llama3-70b-instruct-v1%3A0/converse-stream");
        assertThat(request.headers().get("Authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
                .contains("/us-east-1/bedrock/aws4_request");
        assertThat(request.body()).hasToString("""
                {"messages":[{"role":"user","content":[{"text":"Hi"}]},{"role":"assistant","content":[{"text":"Yes?"}]}],\
                "system":[{"text":"Be brief"}],"inferenceConfig":{"maxTokens":9,"temperature":0.5,"stopSequences":["END"]}}""");
    }

    @Test
    void anApiKeyTakesTheAccessKeysPlace() {
        server.answers(events(Flux.fromIterable(DOCUMENTED)));

        Collected.from(kind.model(server.provider("bedrock", ""), LLAMA), new Prompt("Hi"));

        assertThat(server.requests.getFirst().headers().get("Authorization")).isEqualTo("Bearer sk-secret");
    }

    @ParameterizedTest
    @CsvSource({
        "400, ValidationException, Refused",
        "403, AccessDeniedException, Unauthorized",
        "404, ResourceNotFoundException, Failed",
        "408, ModelTimeoutException, TimedOut",
        "429, ThrottlingException, Busy",
        "500, InternalServerException, Failed",
        "503, ServiceUnavailableException, Busy"
    })
    void saysWhatAnExceptionMeans(int status, String exception, String failure) {
        server.answers(FakeProvider.status(status, "{\"message\":\"Because\"}", "x-amzn-ErrorType", exception));

        assertThatThrownBy(() -> Collected.from(model, new Prompt("Hi")))
                .satisfies(
                        thrown -> assertThat(thrown.getClass().getSimpleName()).isEqualTo(failure));
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void anExceptionInTheStreamEndsIt() {
        server.answers(events(Flux.just(
                DOCUMENTED.get(1),
                message("exception", ":exception-type", "throttlingException", "{\"message\":\"Slow\"}"))));

        StepVerifier.create(model.stream(new Prompt("Hi")).map(Pieces::textOf))
                .expectNext("Hello")
                .expectError(UpstreamFailure.Busy.class)
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void anAnswerThatIsCutIsNoWholeAnswer() {
        server.answers(events(Flux.just(DOCUMENTED.get(0), DOCUMENTED.get(1))));

        StepVerifier.create(model.stream(new Prompt("Hi")).map(Pieces::textOf).filter(text -> !text.isEmpty()))
                .expectNext("Hello")
                .expectError(UpstreamFailure.Failed.class)
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void cancellingClosesTheConnectionAtOnce() {
        server.answers(events(Flux.concat(Flux.just(DOCUMENTED.get(1)), Flux.never())));

        StepVerifier.create(model.stream(new Prompt("Hi")))
                .expectNextCount(1)
                .thenCancel()
                .verify(Duration.ofSeconds(10));

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAtomic(server.closed, value -> assertThat(value).isEqualTo(1));
    }

    private static FakeProvider.Answer events(Flux<byte[]> frames) {
        return (request, response) -> response.header("content-type", "application/vnd.amazon.eventstream")
                .send(frames.map(Unpooled::wrappedBuffer), frame -> true)
                .then();
    }

    private static byte[] event(String type, String json) {
        return message("event", ":event-type", type, json);
    }

    private static byte[] message(String messageType, String typeHeader, String type, String json) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        new Message(
                        Map.of(
                                ":message-type",
                                HeaderValue.fromString(messageType),
                                typeHeader,
                                HeaderValue.fromString(type),
                                ":content-type",
                                HeaderValue.fromString("application/json")),
                        json.getBytes(StandardCharsets.UTF_8))
                .encode(frame);
        return frame.toByteArray();
    }
}

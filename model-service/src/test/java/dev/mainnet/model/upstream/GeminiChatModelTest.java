package dev.mainnet.model.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class GeminiChatModelTest {

    private static final String[] PUBLISHED = {"""
        data: {"candidates": [{"content": {"parts": [{"text": "In the bustling city"}],"role": "model"},"index": 0}],"usageMetadata": {"promptTokenCount": 7,"totalTokenCount": 7,"promptTokensDetails": [{"modality": "TEXT","tokenCount": 7}]},"modelVersion": "gemini-2.0-flash"}""", """
        data: {"candidates": [{"content": {"parts": [{"text": " of "},{"text": "Meadow"}],"role": "model"},"index": 0}],"usageMetadata": {"promptTokenCount": 7,"candidatesTokenCount": 9,"totalTokenCount": 16},"modelVersion": "gemini-2.0-flash"}""", """
        data: {"candidates": [{"content": {"parts": [{"text": "."}],"role": "model"},"finishReason": "STOP","index": 0}],"usageMetadata": {"promptTokenCount": 7,"candidatesTokenCount": 11,"thoughtsTokenCount": 4,"cachedContentTokenCount": 5,"totalTokenCount": 22},"modelVersion": "gemini-2.0-flash"}"""};

    private final FakeProvider server = new FakeProvider();
    private final ChatModel model =
            new GeminiChatModel.Kind(server.streams).model(server.provider("gemini", ""), "gemini-2.0-flash");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void readsAnAnswerAsItIsPublished() {
        server.answers(FakeProvider.events(PUBLISHED));

        Collected answer = Collected.from(model, new Prompt("Write a story"));

        assertThat(answer.text()).isEqualTo("In the bustling city of Meadow.");
        assertThat(answer.finishReason()).isEqualTo("stop");
        assertThat(answer.usage().getPromptTokens()).isEqualTo(7);
        assertThat(answer.usage().getCompletionTokens()).isEqualTo(15);
        assertThat(answer.usage().getCacheReadInputTokens()).isEqualTo(5);
        assertThat(answer.pieces()).hasSize(3);
    }

    @Test
    void readsOnWhereEachEventHasAReasonForTheEnd() {
        StepVerifier.withVirtualTime(() -> new GeminiChatModel.Reader()
                        .read(Flux.just("One", " two", " three")
                                .map(GeminiChatModelTest::endingWith)
                                .delayElements(Duration.ofMillis(1500)))
                        .map(Pieces::textOf))
                .thenAwait(Duration.ofMinutes(1))
                .expectNext("One", " two", " three")
                .expectComplete()
                .verify(Duration.ofMinutes(1));
    }

    private static ServerSentEvent<String> endingWith(String text) {
        return ServerSentEvent.builder("""
                        {"candidates": [{"content": {"parts": [{"text": "%s"}]}, "finishReason": "STOP"}]}""".formatted(text)).build();
    }

    @Test
    void sendsRolesAndLimitsInItsOwnWords() {
        server.answers(FakeProvider.events(PUBLISHED));

        Collected.from(
                model,
                new Prompt(
                        List.of(
                                new SystemMessage("Be brief"),
                                new UserMessage("Hi"),
                                new AssistantMessage("Yes?"),
                                new UserMessage("Go on")),
                        new GenerationOptions(ChatOptions.builder().maxTokens(9).build(), 42L)));

        FakeProvider.Request request = server.requests.getFirst();
        assertThat(request.uri()).isEqualTo("/v1beta/models/gemini-2.0-flash:streamGenerateContent?alt=sse");
        assertThat(request.headers().get("x-goog-api-key")).isEqualTo("sk-secret");
        assertThat(request.body()).hasToString("""
                {"contents":[{"role":"user","parts":[{"text":"Hi"}]},{"role":"model","parts":[{"text":"Yes?"}]},\
                {"role":"user","parts":[{"text":"Go on"}]}],"systemInstruction":{"parts":[{"text":"Be brief"}]},\
                "generationConfig":{"maxOutputTokens":9,"seed":42}}""");
    }

    @Test
    void aModelsNameCannotLeadToAnotherPath() {
        server.answers(FakeProvider.events(PUBLISHED));

        Collected.from(
                new GeminiChatModel.Kind(server.streams).model(server.provider("gemini", ""), "../../x?a=b#c"),
                new Prompt("Hi"));

        assertThat(server.requests.getFirst().uri())
                .isEqualTo("/v1beta/models/..%2F..%2Fx%3Fa%3Db%23c:streamGenerateContent?alt=sse");
    }

    @Test
    void aBlockedPromptIsTheCallersToChange() {
        server.answers(FakeProvider.events("data: {\"promptFeedback\": {\"blockReason\": \"SAFETY\"}}"));

        assertThatThrownBy(() -> Collected.from(model, new Prompt("Hi")))
                .isInstanceOf(UpstreamFailure.Refused.class)
                .hasMessageContaining("SAFETY");
    }

    @Test
    void readsErrorsInAListAsGoogleSendsThem() {
        server.answers(
                FakeProvider.status(
                        400,
                        "[{\"error\": {\"code\": 400, \"message\": \"Invalid temperature\", \"status\": \"INVALID_ARGUMENT\"}}]"));

        assertThatThrownBy(() -> Collected.from(model, new Prompt("Hi")))
                .isInstanceOf(UpstreamFailure.Refused.class)
                .hasMessage("Invalid temperature");
    }
}

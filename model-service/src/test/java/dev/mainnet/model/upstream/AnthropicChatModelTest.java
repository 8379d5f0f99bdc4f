package dev.mainnet.model.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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

class AnthropicChatModelTest {

    /** The example of Anthropic's documentation of streams, with a cache that was read. */
    private static final String[] PUBLISHED = {"""
        event: message_start
        data: {"type": "message_start", "message": {"id": "msg_1nZdL29xx5MUA1yADyHTEsnR8uuvGzszyY", "type": "message", "role": "assistant", "content": [], "model": "claude-opus-4-20250514", "stop_reason": null, "stop_sequence": null, "usage": {"input_tokens": 25, "cache_creation_input_tokens": 2, "cache_read_input_tokens": 100, "output_tokens": 1}}}""", """
        event: content_block_start
        data: {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}""", """
        event: ping
        data: {"type": "ping"}""", """
        event: content_block_delta
        data: {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Hello"}}""", """
        event: content_block_delta
        data: {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "!"}}""", """
        event: content_block_stop
        data: {"type": "content_block_stop", "index": 0}""", """
        event: message_delta
        data: {"type": "message_delta", "delta": {"stop_reason": "end_turn", "stop_sequence":null}, "usage": {"output_tokens": 15}}""", """
        event: message_stop
        data: {"type": "message_stop"}"""};

    private final FakeProvider server = new FakeProvider();
    private final ChatModel model = new AnthropicChatModel.Kind(server.streams)
            .model(server.provider("anthropic", ""), "claude-opus-4-20250514");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void readsThePublishedExample() {
        server.answers(FakeProvider.events(PUBLISHED));

        Collected answer = Collected.from(model, new Prompt("Hello"));

        assertThat(answer.text()).isEqualTo("Hello!");
        assertThat(answer.finishReason()).isEqualTo("stop");
        assertThat(answer.usage().getPromptTokens()).isEqualTo(127);
        assertThat(answer.usage().getCacheReadInputTokens()).isEqualTo(100);
        assertThat(answer.usage().getCompletionTokens()).isEqualTo(15);
    }

    @Test
    void sendsSystemMessagesApartAndAlwaysALimit() {
        server.answers(FakeProvider.events(PUBLISHED));

        Collected.from(
                model,
                new Prompt(
                        List.of(
                                new SystemMessage("Be brief"),
                                new UserMessage("Hi"),
                                new AssistantMessage("Yes?"),
                                new UserMessage("Go on")),
                        ChatOptions.builder()
                                .temperature(0.5)
                                .stopSequences(List.of("END"))
                                .build()));

        FakeProvider.Request request = server.requests.getFirst();
        assertThat(request.uri()).isEqualTo("/v1/messages");
        assertThat(request.headers().get("x-api-key")).isEqualTo("sk-secret");
        assertThat(request.headers().get("anthropic-version")).isEqualTo("2023-06-01");
        assertThat(request.body()).hasToString("""
                {"model":"claude-opus-4-20250514","max_tokens":4096,"stream":true,"messages":[{"role":"user","content":"Hi"},\
                {"role":"assistant","content":"Yes?"},{"role":"user","content":"Go on"}],\
                "system":[{"type":"text","text":"Be brief"}],"temperature":0.5,"stop_sequences":["END"]}""");
    }

    @ParameterizedTest
    @CsvSource({
        "overloaded_error, Busy",
        "rate_limit_error, Busy",
        "api_error, Failed",
        "invalid_request_error, Refused",
        "authentication_error, Unauthorized"
    })
    void anErrorInTheStreamEndsIt(String type, String failure) {
        server.answers(FakeProvider.events(
                PUBLISHED[0],
                "event: error\ndata: {\"type\": \"error\", \"error\": {\"type\": \"" + type
                        + "\", \"message\": \"Overloaded\"}}"));

        assertThatThrownBy(() -> Collected.from(model, new Prompt("Hello")))
                .satisfies(
                        thrown -> assertThat(thrown.getClass().getSimpleName()).isEqualTo(failure));
    }

    @Test
    void anAnswerWithoutItsLastEventsIsNoWholeAnswer() {
        server.answers(FakeProvider.events(PUBLISHED[0], PUBLISHED[1], PUBLISHED[3]));

        assertThatThrownBy(() -> Collected.from(model, new Prompt("Hello"))).isInstanceOf(UpstreamFailure.Failed.class);
    }
}

package dev.mainnet.model.upstream;

import dev.mainnet.model.provider.Provider;
import dev.mainnet.model.provider.ProviderKind;
import dev.mainnet.model.provider.ProviderTerms;
import java.net.URI;
import java.util.Objects;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.MessageType;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A model behind Anthropic's Messages API. */
final class AnthropicChatModel extends StreamedChatModel {

    private static final URI ANTHROPIC = URI.create("https://api.anthropic.com");
    private static final String VERSION = "2023-06-01";
    /** The API insists on a limit. */
    private static final int LIMIT = 4096;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final EventStreams streams;
    private final Provider provider;
    private final String model;

    private AnthropicChatModel(EventStreams streams, Provider provider, String model) {
        this.streams = streams;
        this.provider = provider;
        this.model = model;
    }

    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
        ProviderTerms terms = provider.terms();
        return Flux.defer(() -> new Reader()
                .read(streams.post(
                        URI.create(Objects.requireNonNullElse(terms.baseUrl(), ANTHROPIC) + "/v1/messages"),
                        headers -> {
                            headers.set("anthropic-version", VERSION);
                            headers.set("x-api-key", CredentialRules.apiKey(terms));
                        },
                        request(prompt))));
    }

    private ObjectNode request(Prompt prompt) {
        ObjectNode request = JSON.createObjectNode();
        request.put("model", model);
        request.put("max_tokens", LIMIT);
        request.put("stream", true);
        ArrayNode messages = request.putArray("messages");
        ArrayNode system = JSON.createArrayNode();
        for (Message message : prompt.getInstructions()) {
            if (message.getMessageType() == MessageType.SYSTEM) {
                system.addObject().put("type", "text").put("text", message.getText());
            } else {
                messages.addObject()
                        .put("role", message.getMessageType().getValue())
                        .put("content", message.getText());
            }
        }
        if (!system.isEmpty()) {
            request.set("system", system);
        }
        ChatOptions options = prompt.getOptions();
        if (options != null) {
            OpenAiWire.put(request, "max_tokens", options.getMaxTokens());
            OpenAiWire.put(request, "temperature", options.getTemperature());
            OpenAiWire.put(request, "top_p", options.getTopP());
            OpenAiWire.putAll(request, "stop_sequences", options.getStopSequences());
        }
        return request;
    }

    /** Input is counted in the first event and output in the last but one. */
    private static final class Reader extends AnswerReader {

        private int input;
        private long cached;

        @Override
        ChatResponse piece(ServerSentEvent<String> event) {
            JsonNode json = json(event);
            return switch (json.path("type").asString("")) {
                case "message_start" -> {
                    JsonNode usage = json.path("message").path("usage");
                    cached = usage.path("cache_read_input_tokens").asLong(0);
                    input = usage.path("input_tokens").asInt(0)
                            + usage.path("cache_creation_input_tokens").asInt(0)
                            + (int) cached;
                    yield Pieces.of(
                            "",
                            null,
                            Pieces.usage(input, usage.path("output_tokens").asInt(0), cached));
                }
                case "content_block_delta" ->
                    // Thinking and signatures are deltas without a text.
                    Pieces.of(json.path("delta").path("text").asString(""), null, null);
                case "message_delta" -> end(json);
                case "message_stop" -> {
                    over();
                    yield Pieces.SIGN_OF_LIFE;
                }
                case "error" -> throw failure(json.path("error"));
                // Pings, and whatever a newer version adds.
                default -> Pieces.SIGN_OF_LIFE;
            };
        }

        private ChatResponse end(JsonNode json) {
            complete();
            String finishReason = switch (json.path("delta").path("stop_reason").asString("")) {
                case "max_tokens", "model_context_window_exceeded" -> "length";
                case "refusal" -> "content_filter";
                case "tool_use" -> "tool_calls";
                default -> "stop";
            };
            int output = json.path("usage").path("output_tokens").asInt(0);
            return Pieces.of("", finishReason, Pieces.usage(input, output, cached));
        }

        private static UpstreamFailure failure(JsonNode error) {
            int status = switch (error.path("type").asString("")) {
                case "invalid_request_error", "request_too_large" -> 400;
                case "authentication_error", "permission_error" -> 401;
                case "not_found_error" -> 404;
                case "rate_limit_error" -> 429;
                case "timeout_error" -> 504;
                case "overloaded_error" -> 529;
                default -> 500;
            };
            return UpstreamErrors.ofStatus(status, error, UpstreamErrors.SOON);
        }
    }

    /** {@code anthropic}: an {@code api_key}; another {@code base_url} where a gateway speaks for Anthropic. */
    @Component
    static final class Kind implements ProviderKind {

        private final EventStreams streams;

        Kind(EventStreams streams) {
            this.streams = streams;
        }

        @Override
        public String name() {
            return "anthropic";
        }

        @Override
        public void check(ProviderTerms terms) {
            CredentialRules.onlyApiKey(terms);
            CredentialRules.needApiKey(terms);
        }

        @Override
        public ChatModel model(Provider provider, String model) {
            return new AnthropicChatModel(streams, provider, model);
        }
    }
}

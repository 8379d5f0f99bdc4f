package dev.mainnet.model.upstream;

import dev.mainnet.model.provider.Provider;
import dev.mainnet.model.provider.ProviderKind;
import dev.mainnet.model.provider.ProviderTerms;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.MessageType;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A model behind Google's Gemini API, by {@code streamGenerateContent}. */
final class GeminiChatModel extends StreamedChatModel {

    private static final URI GOOGLE = URI.create("https://generativelanguage.googleapis.com");

    private static final JsonMapper JSON = JsonMapper.shared();

    private final EventStreams streams;
    private final Provider provider;
    private final String model;

    private GeminiChatModel(EventStreams streams, Provider provider, String model) {
        this.streams = streams;
        this.provider = provider;
        this.model = model;
    }

    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
        ProviderTerms terms = provider.terms();
        URI uri = UriComponentsBuilder.fromUri(Objects.requireNonNullElse(terms.baseUrl(), GOOGLE))
                .path("/v1beta/models/{model}:streamGenerateContent")
                .queryParam("alt", "sse")
                .encode()
                .buildAndExpand(model)
                .toUri();
        return Flux.defer(() -> new Reader()
                .read(streams.post(
                        uri,
                        headers -> headers.set("x-goog-api-key", CredentialRules.apiKey(terms)),
                        request(prompt))));
    }

    private static ObjectNode request(Prompt prompt) {
        ObjectNode request = JSON.createObjectNode();
        ArrayNode contents = request.putArray("contents");
        for (Message message : prompt.getInstructions()) {
            ObjectNode content = message.getMessageType() == MessageType.SYSTEM
                    ? request.withObject("systemInstruction")
                    : contents.addObject()
                            .put("role", message.getMessageType() == MessageType.ASSISTANT ? "model" : "user");
            content.withArray("parts").addObject().put("text", message.getText());
        }
        ChatOptions options = prompt.getOptions();
        if (options != null) {
            ObjectNode generation = request.putObject("generationConfig");
            OpenAiWire.put(generation, "maxOutputTokens", options.getMaxTokens());
            OpenAiWire.put(generation, "temperature", options.getTemperature());
            OpenAiWire.put(generation, "topP", options.getTopP());
            OpenAiWire.put(generation, "frequencyPenalty", options.getFrequencyPenalty());
            OpenAiWire.put(generation, "presencePenalty", options.getPresencePenalty());
            OpenAiWire.putAll(generation, "stopSequences", options.getStopSequences());
            GenerationOptions.seedOf(options).ifPresent(seed -> generation.put("seed", seed));
        }
        return request;
    }

    /**
     * Each event is a whole answer of its own, with the usage up to there. The last one has a reason for the end; of older models each
     * has one, so more may follow.
     */
    static final class Reader extends AnswerReader {

        @Override
        ChatResponse piece(ServerSentEvent<String> event) {
            JsonNode json = json(event);
            if (json.hasNonNull("error")) {
                JsonNode error = json.path("error");
                throw UpstreamErrors.ofStatus(error.path("code").asInt(500), error, UpstreamErrors.SOON);
            }
            String blocked = json.path("promptFeedback").path("blockReason").asString("");
            if (!blocked.isEmpty()) {
                throw new UpstreamFailure.Refused(
                        "The model's provider does not answer this prompt: " + blocked, "messages", false);
            }
            JsonNode candidate = json.path("candidates").path(0);
            String finishReason = finishReason(candidate.path("finishReason").asString(""));
            if (finishReason != null) {
                complete();
            }
            return Pieces.of(text(candidate), finishReason, usage(json.path("usageMetadata")));
        }

        private static String text(JsonNode candidate) {
            StringBuilder text = new StringBuilder();
            for (JsonNode part : candidate.path("content").path("parts")) {
                if (!part.path("thought").asBoolean(false)) {
                    text.append(part.path("text").asString(""));
                }
            }
            return text.toString();
        }

        private static @Nullable String finishReason(String reason) {
            return switch (reason) {
                case "", "FINISH_REASON_UNSPECIFIED" -> null;
                case "MAX_TOKENS" -> "length";
                case "SAFETY", "RECITATION", "LANGUAGE", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII" -> "content_filter";
                default -> "stop";
            };
        }

        /** Thoughts are paid as output is. */
        private static @Nullable Usage usage(JsonNode usage) {
            if (!usage.isObject()) {
                return null;
            }
            return Pieces.usage(
                    usage.path("promptTokenCount").asInt(0),
                    usage.path("candidatesTokenCount").asInt(0)
                            + usage.path("thoughtsTokenCount").asInt(0),
                    usage.path("cachedContentTokenCount").asLong(0));
        }
    }

    /** {@code gemini}: an {@code api_key} of Google AI. */
    @Component
    static final class Kind implements ProviderKind {

        private final EventStreams streams;

        Kind(EventStreams streams) {
            this.streams = streams;
        }

        @Override
        public String name() {
            return "gemini";
        }

        @Override
        public void check(ProviderTerms terms) {
            CredentialRules.onlyApiKey(terms);
            CredentialRules.needApiKey(terms);
        }

        @Override
        public ChatModel model(Provider provider, String model) {
            return new GeminiChatModel(streams, provider, model);
        }
    }
}

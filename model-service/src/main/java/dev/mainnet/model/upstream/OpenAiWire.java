package dev.mainnet.model.upstream;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's chat completions, which also vLLM, Ollama, llama.cpp, our runner and other Mainnets speak. */
final class OpenAiWire {

    private static final JsonMapper JSON = JsonMapper.shared();

    private OpenAiWire() {}

    /**
     * The request for a streamed answer.
     *
     * @param limitMember what {@code max_tokens} is called there
     */
    static ObjectNode request(Prompt prompt, String model, String limitMember) {
        ObjectNode request = JSON.createObjectNode();
        request.put("model", model);
        ArrayNode messages = request.putArray("messages");
        for (Message message : prompt.getInstructions()) {
            messages.addObject()
                    .put("role", message.getMessageType().getValue())
                    .put("content", message.getText());
        }
        request.put("stream", true);
        request.putObject("stream_options").put("include_usage", true);
        ChatOptions options = prompt.getOptions();
        if (options != null) {
            put(request, limitMember, options.getMaxTokens());
            put(request, "temperature", options.getTemperature());
            put(request, "top_p", options.getTopP());
            put(request, "frequency_penalty", options.getFrequencyPenalty());
            put(request, "presence_penalty", options.getPresencePenalty());
            putAll(request, "stop", options.getStopSequences());
            GenerationOptions.seedOf(options).ifPresent(seed -> request.put("seed", seed));
        }
        return request;
    }

    /** Asks for the usage in every chunk, as vLLM and our runner give it; others may refuse what they do not know. */
    static ObjectNode withContinuousUsage(ObjectNode request) {
        request.withObject("stream_options").put("continuous_usage_stats", true);
        return request;
    }

    /** The pieces of an answer; errors are {@link UpstreamFailure}s. */
    static Flux<ChatResponse> read(Flux<ServerSentEvent<String>> events) {
        return Flux.defer(() -> new Reader().read(events));
    }

    static void put(ObjectNode node, String member, @Nullable Number value) {
        switch (value) {
            case null -> {}
            case Integer number -> node.put(member, number);
            default -> node.put(member, value.doubleValue());
        }
    }

    static void putAll(ObjectNode node, String member, @Nullable List<String> values) {
        if (values != null && !values.isEmpty()) {
            ArrayNode array = node.putArray(member);
            values.forEach(array::add);
        }
    }

    static @Nullable String text(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }

    private static final class Reader extends AnswerReader {

        @Override
        ChatResponse piece(ServerSentEvent<String> event) {
            String data = event.data();
            if (data == null || data.isBlank()) {
                return Pieces.SIGN_OF_LIFE;
            }
            if (data.strip().equals("[DONE]")) {
                over();
                return Pieces.SIGN_OF_LIFE;
            }
            JsonNode chunk = json(event);
            if (chunk.hasNonNull("error")) {
                throw failure(chunk.path("error"));
            }
            JsonNode choice = chunk.path("choices").path(0);
            String finishReason = text(choice.path("finish_reason"));
            if (finishReason != null) {
                complete();
            }
            return Pieces.of(
                    choice.path("delta").path("content").asString(""), finishReason, usage(chunk.path("usage")));
        }

        private static UpstreamFailure failure(JsonNode error) {
            int status = error.path("code").isInt() ? error.path("code").asInt() : 500;
            return UpstreamErrors.ofStatus(status, error, UpstreamErrors.SOON);
        }

        private static @Nullable Usage usage(JsonNode usage) {
            if (!usage.isObject()) {
                return null;
            }
            return Pieces.usage(
                    usage.path("prompt_tokens").asInt(0),
                    usage.path("completion_tokens").asInt(0),
                    usage.path("prompt_tokens_details").path("cached_tokens").asLong(0));
        }
    }
}

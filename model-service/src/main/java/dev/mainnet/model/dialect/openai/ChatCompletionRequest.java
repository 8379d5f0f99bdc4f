package dev.mainnet.model.dialect.openai;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.model.text.ChatMessage;
import dev.mainnet.model.text.TextRequest;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The body of {@code POST /v1/chat/completions}, as far as a text model can follow it. What changes nothing here is ignored; what would
 * change the answer and cannot be done is refused.
 *
 * @param maxTokens the former name of {@code maxCompletionTokens}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ChatCompletionRequest(
        @Nullable String model,
        @Nullable List<@Nullable Message> messages,
        @Nullable Integer maxTokens,
        @Nullable Integer maxCompletionTokens,
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Double frequencyPenalty,
        @Nullable Double presencePenalty,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable List<@Nullable String> stop,

        @Nullable Long seed,
        @Nullable Integer n,
        @Nullable Boolean logprobs,
        @Nullable JsonNode logitBias,
        @Nullable JsonNode tools,
        @Nullable JsonNode functions,
        @Nullable JsonNode audio,
        @Nullable ResponseFormat responseFormat,
        @Nullable Boolean stream,
        @Nullable StreamOptions streamOptions) {

    /** A turn of the conversation; its content is a text or a list of parts. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Message(
            @Nullable String role,
            @Nullable JsonNode content,
            @Nullable JsonNode toolCalls) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ResponseFormat(@Nullable String type) {}

    /**
     * What a stream tells beside the text.
     *
     * @param includeUsage the usage in a chunk of its own at the end
     * @param continuousUsageStats the usage so far in every chunk, as vLLM offers it
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record StreamOptions(
            @Nullable Boolean includeUsage, @Nullable Boolean continuousUsageStats) {}

    boolean isStreamed() {
        return Boolean.TRUE.equals(stream);
    }

    boolean includesUsage() {
        return streamOptions != null && Boolean.TRUE.equals(streamOptions.includeUsage());
    }

    boolean tellsUsageContinuously() {
        return includesUsage() && streamOptions != null && Boolean.TRUE.equals(streamOptions.continuousUsageStats());
    }

    /** The request behind it; an ApiException names the parameter that is wrong. */
    TextRequest toText() {
        refuse("tools", isGiven(tools), "this model calls no tools");
        refuse("functions", isGiven(functions), "this model calls no functions");
        refuse("audio", isGiven(audio), "this model answers text only");
        refuse("n", n != null && n != 1, "must be 1: one answer is given");
        refuse("logit_bias", logitBias != null && !logitBias.isNull() && !logitBias.isEmpty(), "is not offered");
        refuse("logprobs", Boolean.TRUE.equals(logprobs), "are not offered");
        refuse(
                "response_format",
                responseFormat != null && !"text".equals(responseFormat.type()),
                "must be text: this model keeps to no schema");
        Integer most = maxCompletionTokens == null ? maxTokens : maxCompletionTokens;
        return new TextRequest(
                conversation(),
                most,
                temperature,
                topP,
                frequencyPenalty,
                presencePenalty,
                stop == null
                        ? List.of()
                        : stop.stream().filter(Objects::nonNull).toList(),
                seed);
    }

    /** A refusal by the names of this request. */
    ApiException told(ApiException failure) {
        return maxCompletionTokens == null ? failure : failure.withFieldName("max_tokens", "max_completion_tokens");
    }

    private List<ChatMessage> conversation() {
        List<@Nullable Message> given = messages;
        if (given == null) {
            throw ApiException.invalid("messages", "is missing");
        }
        return IntStream.range(0, given.size())
                .mapToObj(i -> message(given.get(i), "messages[" + i + "]"))
                .toList();
    }

    private static ChatMessage message(@Nullable Message message, String field) {
        if (message == null || message.role() == null) {
            throw ApiException.invalid(field + ".role", "is missing");
        }
        ChatMessage.Role role = ChatMessage.Role.named(field + ".role", message.role());
        refuse(field + ".tool_calls", isGiven(message.toolCalls()), "this model calls no tools");
        return new ChatMessage(role, text(message.content(), field + ".content"));
    }

    private static String text(@Nullable JsonNode content, String field) {
        if (content == null || content.isNull()) {
            throw ApiException.invalid(field, "is missing");
        }
        if (content.isString()) {
            return content.asString();
        }
        if (!content.isArray()) {
            throw ApiException.invalid(field, "must be a text or a list of parts");
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < content.size(); i++) {
            JsonNode part = content.get(i);
            if (!part.path("type").asString("").equals("text")
                    || !part.path("text").isString()) {
                throw ApiException.invalid(
                        field + "[" + i + "].type", "must be text: this model takes no images, audio or files");
            }
            text.append(part.path("text").asString());
        }
        return text.toString();
    }

    private static boolean isGiven(@Nullable JsonNode value) {
        return value != null && !value.isNull() && !(value.isArray() && value.isEmpty());
    }

    private static void refuse(String field, boolean wrong, String message) {
        if (wrong) {
            throw ApiException.invalid(field, message);
        }
    }

    @Override
    public String toString() {
        return "a chat completion request for " + model;
    }
}

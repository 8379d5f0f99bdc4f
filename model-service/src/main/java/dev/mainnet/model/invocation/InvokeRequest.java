package dev.mainnet.model.invocation;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.model.text.ChatMessage;
import dev.mainnet.model.text.TextRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The body of a call.
 *
 * @param input one row for a prediction, a text for a model that writes text
 * @param inputs several rows for a prediction
 */
record InvokeRequest(
        @Nullable JsonNode input,
        @Nullable JsonNode inputs,
        @Nullable List<@Nullable Message> messages,
        @Nullable Integer maxTokens,
        @Nullable Double temperature,
        @Nullable Double topP,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable List<@Nullable String> stop,

        @Nullable Long seed,
        @Nullable Boolean stream) {

    record Message(@Nullable String role, @Nullable String content) {}

    /** An ApiException for what only a text model takes. */
    void requirePrediction() {
        Map<String, @Nullable Object> ofTexts = new LinkedHashMap<>();
        ofTexts.put("messages", messages);
        ofTexts.put("max_tokens", maxTokens);
        ofTexts.put("temperature", temperature);
        ofTexts.put("top_p", topP);
        ofTexts.put("stop", stop);
        ofTexts.put("seed", seed);
        ofTexts.put("stream", Boolean.TRUE.equals(stream) ? stream : null);
        ofTexts.forEach((field, value) -> {
            if (value != null) {
                throw ApiException.invalid(field, "is for deployments that write text");
            }
        });
    }

    /** The body as a request for text; an ApiException names what is wrong. */
    TextRequest toText() {
        if (inputs != null && !inputs.isNull()) {
            throw ApiException.invalid("inputs", "is for predictions; a text model takes input or messages");
        }
        return new TextRequest(
                conversation(),
                maxTokens,
                temperature,
                topP,
                null,
                null,
                stop == null
                        ? List.of()
                        : stop.stream()
                                .map(text -> Objects.requireNonNullElse(text, ""))
                                .toList(),
                seed);
    }

    private List<ChatMessage> conversation() {
        boolean single = input != null && !input.isNull();
        if (single && messages != null) {
            throw ApiException.invalid("messages", "cannot be given together with input");
        }
        if (single) {
            return List.of(new ChatMessage(ChatMessage.Role.USER, text(input)));
        }
        if (messages == null) {
            throw ApiException.invalid("input", "is missing: give input (a text) or messages");
        }
        List<ChatMessage> conversation = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            String field = "messages[" + i + "]";
            if (message == null || message.role() == null || message.content() == null) {
                throw ApiException.invalid(field, "must have a role and a content");
            }
            conversation.add(
                    new ChatMessage(ChatMessage.Role.named(field + ".role", message.role()), message.content()));
        }
        return conversation;
    }

    private static String text(@Nullable JsonNode input) {
        if (input == null || !input.isString()) {
            throw ApiException.invalid("input", "must be a text");
        }
        return input.asString();
    }
}

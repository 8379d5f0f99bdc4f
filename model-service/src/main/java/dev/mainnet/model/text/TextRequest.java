package dev.mainnet.model.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a text model. What is null is left to the model.
 *
 * @param maxTokens the most the answer may have
 * @param stop texts before which the answer ends
 * @param seed the same seed and request are meant to give the same answer
 */
public record TextRequest(
        List<ChatMessage> messages,
        @Nullable Integer maxTokens,
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Double frequencyPenalty,
        @Nullable Double presencePenalty,
        List<String> stop,
        @Nullable Long seed) {

    public TextRequest {
        messages = List.copyOf(messages);
        stop = List.copyOf(stop);
    }

    /** A single question. */
    public static TextRequest of(String input, @Nullable Integer maxTokens, @Nullable Double temperature) {
        return new TextRequest(
                List.of(new ChatMessage(ChatMessage.Role.USER, input)),
                maxTokens,
                temperature,
                null,
                null,
                null,
                List.of(),
                null);
    }

    @Override
    public String toString() {
        return "a text request of " + messages.size() + " messages";
    }
}

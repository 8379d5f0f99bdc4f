package dev.mainnet.model.upstream;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.metadata.EmptyUsage;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;

/** The pieces of a streamed answer as Spring AI has them. */
final class Pieces {

    /** The model lives, but has nothing to say yet. It proves life to {@link BoundedChatModel}, which passes it to nobody. */
    static final ChatResponse SIGN_OF_LIFE = new ChatResponse(List.of());

    private Pieces() {}

    /**
     * A piece of an answer.
     *
     * @param finishReason in OpenAI's words: {@code stop}, {@code length}, {@code content_filter}; null while the answer goes on
     * @param usage as far as the provider has reported any
     */
    static ChatResponse of(String text, @Nullable String finishReason, @Nullable Usage usage) {
        if (text.isEmpty() && finishReason == null && usage == null) {
            return SIGN_OF_LIFE;
        }
        ChatResponseMetadata metadata = usage == null
                ? new ChatResponseMetadata()
                : ChatResponseMetadata.builder().usage(usage).build();
        return new ChatResponse(generations(text, finishReason), metadata);
    }

    /** @param cached the part of the input that the provider had read before */
    static Usage usage(int input, int output, long cached) {
        return new DefaultUsage(input, output, input + output, null, cached, null);
    }

    static String textOf(ChatResponse piece) {
        Generation generation = piece.getResult();
        String text = generation == null ? null : generation.getOutput().getText();
        return text == null ? "" : text;
    }

    static boolean isWorthPassingOn(ChatResponse piece) {
        return !piece.getResults().isEmpty() || hasUsage(piece);
    }

    static boolean hasUsage(ChatResponse piece) {
        return !(piece.getMetadata().getUsage() instanceof EmptyUsage);
    }

    private static List<Generation> generations(String text, @Nullable String finishReason) {
        if (text.isEmpty() && finishReason == null) {
            return List.of();
        }
        AssistantMessage message = new AssistantMessage(text);
        return List.of(
                finishReason == null
                        ? new Generation(message)
                        : new Generation(
                                message,
                                ChatGenerationMetadata.builder()
                                        .finishReason(finishReason)
                                        .build()));
    }
}

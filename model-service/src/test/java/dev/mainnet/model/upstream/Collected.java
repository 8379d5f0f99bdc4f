package dev.mainnet.model.upstream;

import java.time.Duration;
import java.util.List;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;

/** A whole answer. */
record Collected(String text, String finishReason, Usage usage, List<ChatResponse> pieces) {

    static Collected from(ChatModel model, Prompt prompt) {
        List<ChatResponse> pieces = model.stream(prompt)
                .filter(Pieces::isWorthPassingOn)
                .collectList()
                .block(Duration.ofSeconds(15));
        StringBuilder text = new StringBuilder();
        String finishReason = null;
        Usage usage = null;
        for (ChatResponse piece : pieces) {
            text.append(Pieces.textOf(piece));
            if (piece.getResult() != null && piece.getResult().getMetadata().getFinishReason() != null) {
                finishReason = piece.getResult().getMetadata().getFinishReason();
            }
            usage = Pieces.hasUsage(piece) ? piece.getMetadata().getUsage() : usage;
        }
        return new Collected(text.toString(), finishReason, usage, pieces);
    }
}

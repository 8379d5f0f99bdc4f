package dev.mainnet.model.text;

import dev.mainnet.model.call.Call;
import dev.mainnet.model.deployment.Source;
import dev.mainnet.model.upstream.GenerationOptions;
import java.util.List;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;

/**
 * A text that was admitted.
 *
 * @param maxTokens the most the answer may have
 */
record Text(Call call, TextRequest request, int maxTokens) {

    Prompt prompt() {
        List<Message> messages = request.messages().stream().map(Text::message).toList();
        ChatOptions.Builder<?> options = ChatOptions.builder()
                .maxTokens(maxTokens)
                .temperature(request.temperature())
                .topP(request.topP())
                .frequencyPenalty(request.frequencyPenalty())
                .presencePenalty(request.presencePenalty())
                .stopSequences(request.stop());
        if (call.deployment().terms().source() instanceof Source.Upstream upstream) {
            options.model(upstream.providerModel());
        }
        return new Prompt(messages, new GenerationOptions(options.build(), request.seed()));
    }

    private static Message message(ChatMessage message) {
        return switch (message.role()) {
            case SYSTEM -> new SystemMessage(message.text());
            case USER -> new UserMessage(message.text());
            case ASSISTANT -> new AssistantMessage(message.text());
        };
    }
}

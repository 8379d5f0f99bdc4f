package dev.mainnet.model.upstream;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.publisher.Flux;

/** A provider's model behind the provider's safeguard. */
final class GuardedChatModel extends StreamedChatModel {

    private final ChatModel model;
    private final Safeguard safeguard;

    /** @param model bounded, so that its failures tell whether another attempt is possible */
    GuardedChatModel(ChatModel model, Safeguard safeguard) {
        this.model = model;
        this.safeguard = safeguard;
    }

    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
        return safeguard.guard(model.stream(prompt));
    }
}

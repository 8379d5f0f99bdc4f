package dev.mainnet.model.upstream;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.publisher.Flux;

/** A model that is called by its stream alone: no thread of ours waits for a text. */
abstract class StreamedChatModel implements ChatModel {

    @Override
    public abstract Flux<ChatResponse> stream(Prompt prompt);

    @Override
    public final ChatResponse call(Prompt prompt) {
        throw new UnsupportedOperationException("Collect stream(prompt): nothing here may block");
    }
}

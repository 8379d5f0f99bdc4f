package dev.mainnet.model.upstream;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.publisher.Flux;

/** Asks a second model when the first fails before any text came; a request that the first refuses is not the second's to try. */
final class FallbackChatModel extends StreamedChatModel {

    private final ChatModel first;
    private final ChatModel second;

    FallbackChatModel(ChatModel first, ChatModel second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
        return first.stream(prompt)
                .onErrorResume(
                        UpstreamFailure.class,
                        failure -> isWorthAnother(failure) ? second.stream(prompt) : Flux.error(failure));
    }

    private static boolean isWorthAnother(UpstreamFailure failure) {
        return switch (failure) {
            case UpstreamFailure.Refused e -> false;
            case UpstreamFailure.BrokenOff e -> false;
            case UpstreamFailure.Unauthorized e -> true;
            case UpstreamFailure.Busy e -> true;
            case UpstreamFailure.Failed e -> true;
            case UpstreamFailure.TimedOut e -> true;
        };
    }
}

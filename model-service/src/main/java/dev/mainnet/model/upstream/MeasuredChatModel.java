package dev.mainnet.model.upstream;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.publisher.Flux;

/** A model whose answers are counted. */
final class MeasuredChatModel extends StreamedChatModel {

    private final ChatModel model;
    private final String kind;
    private final UpstreamMetrics metrics;

    MeasuredChatModel(ChatModel model, String kind, UpstreamMetrics metrics) {
        this.model = model;
        this.kind = kind;
        this.metrics = metrics;
    }

    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
        return metrics.measured(kind, model.stream(prompt));
    }
}

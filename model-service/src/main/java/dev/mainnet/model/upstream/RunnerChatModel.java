package dev.mainnet.model.upstream;

import dev.mainnet.model.inference.HostedModels;
import dev.mainnet.model.registry.Model;
import dev.mainnet.model.registry.Models;
import java.util.UUID;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** A text model of the registry on a runner. Each piece tells the tokens so far, so that also a text that was cut off is counted exactly. */
final class RunnerChatModel extends StreamedChatModel {

    private final HostedModels hosted;
    private final UUID modelId;
    private final Mono<Model> model;

    /** @param model looked up only where a runner has to be sent the file */
    RunnerChatModel(HostedModels hosted, UUID modelId, Mono<Model> model) {
        this.hosted = hosted;
        this.modelId = modelId;
        this.model = model;
    }

    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
        return Flux.defer(() -> {
            ObjectNode request =
                    OpenAiWire.withContinuousUsage(OpenAiWire.request(prompt, modelId.toString(), "max_tokens"));
            return OpenAiWire.read(hosted.stream(modelId, model, runner -> runner.chat(request)));
        });
    }

    @Component
    static final class Kind implements HostedChatModels {

        private final HostedModels hosted;
        private final Models models;

        Kind(HostedModels hosted, Models models) {
            this.hosted = hosted;
            this.models = models;
        }

        @Override
        public ChatModel of(UUID modelId) {
            return new RunnerChatModel(hosted, modelId, models.find(modelId));
        }
    }
}

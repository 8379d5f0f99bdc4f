package dev.mainnet.model.upstream;

import dev.mainnet.model.deployment.Deployment;
import org.springframework.ai.chat.model.ChatModel;
import reactor.core.publisher.Mono;

/** Finds the text model behind a deployment. */
public interface ChatModels {

    /**
     * The deployment's model, to be called by {@link ChatModel#stream}, again for each call.
     *
     * <p>The stream is cold. Each response has at most one generation with a piece of text; its metadata hold the usage where the provider
     * has reported one, the last of them the final count, and the reason for the end on the generation that ends it. Cancelling closes the
     * connection to the provider at once, and no more is read from it than was asked for. Before the first piece of text, failures are
     * retried and then the fallback is asked, as far as it is configured; after it they are {@link UpstreamFailure.BrokenOff}.
     *
     * @return errors of the stream are {@link UpstreamFailure}s; of this call those of the public API
     */
    Mono<ChatModel> of(Deployment deployment);
}

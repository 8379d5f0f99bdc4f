package dev.mainnet.runner.chat;

import dev.mainnet.runner.generation.Progress;
import dev.mainnet.runner.generation.TextModel;
import dev.mainnet.runner.generation.TextRequest;
import dev.mainnet.runner.loading.Lease;
import dev.mainnet.runner.loading.LoadedModels;
import dev.mainnet.runner.refusal.Refusal;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Has a text model answer a conversation. */
@Component
public class CompleteChat implements AutoCloseable {
    private static final int THREADS = 8;
    private static final int WAITING = 64;

    private final LoadedModels models;
    /** Opening a model and reading a prompt block. */
    private final Scheduler threads = Schedulers.newBoundedElastic(THREADS, WAITING, "chat");

    CompleteChat(LoadedModels models) {
        this.models = models;
    }

    /**
     * Tells how the answer comes along; cancelling ends it. What was generated and is not taken yet is kept: it is at most a context.
     * The model stays in memory until nothing of the call is left in it.
     */
    Flux<Progress> complete(ChatRequest request) {
        return Flux.<Progress>create(sink -> begin(request, sink))
                .subscribeOn(threads, false)
                // The thread that computes tokens does nothing else.
                .publishOn(Schedulers.parallel())
                .onErrorMap(
                        RejectedExecutionException.class, e -> Refusal.busy("Too many calls are waiting; try again"));
    }

    private void begin(ChatRequest request, FluxSink<Progress> sink) {
        Lease lease = models.lease(request.model());
        TextRequest text;
        TextModel model;
        try {
            model = lease.model().text();
            int[] prompt = model.prompt(request.messages());
            int room = model.context() - prompt.length;
            text = new TextRequest(
                    prompt, Math.min(room, request.maxTokens().orElse(room)), request.stops(), request.sampling());
        } catch (RuntimeException e) {
            lease.close();
            throw e;
        }
        model.generate(text, sink, lease::close);
    }

    @Override
    public void close() {
        threads.dispose();
    }
}

package dev.mainnet.runner.loading;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Forgets a model, its file included; calls under way finish. */
@Component
public class UnloadModel {
    private final LoadedModels models;

    UnloadModel(LoadedModels models) {
        this.models = models;
    }

    /** Fails with 404 where there is no such model. */
    public Mono<Void> unload(ModelName name) {
        return Mono.<Void>fromRunnable(() -> models.remove(name)).subscribeOn(Schedulers.boundedElastic());
    }
}

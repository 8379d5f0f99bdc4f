package dev.mainnet.model.registry;

import dev.mainnet.defaults.objectstore.ObjectStore;
import dev.mainnet.model.runner.Runners;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Clears away what remains of a file that no model needs. What cannot be cleared is logged and does no harm. */
@Component
class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private final ObjectStore objects;
    private final Runners runners;

    Leftovers(ObjectStore objects, Runners runners) {
        this.objects = objects;
        this.runners = runners;
    }

    Mono<Void> clear(UUID modelId, Model.File file) {
        return Mono.when(clear(file), runners.unload(modelId));
    }

    Mono<Void> clear(Model.File file) {
        return objects.delete(file.objectKey())
                .doOnError(e -> LOG.warn("Object {} stays behind: {}", file.objectKey(), e.toString()))
                .onErrorComplete();
    }
}

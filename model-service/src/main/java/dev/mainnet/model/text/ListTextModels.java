package dev.mainnet.model.text;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.model.call.Address;
import dev.mainnet.model.call.Lookups;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells which text models somebody may call. */
@Component
public class ListTextModels {

    private static final int MOST = 1_000;

    private final TextModels models;
    private final Lookups lookups;

    ListTextModels(TextModels models, Lookups lookups) {
        this.models = models;
        this.lookups = lookups;
    }

    /** All that the caller may call, the oldest first, a thousand at most. */
    public Mono<List<TextModel>> list(Identity caller) {
        return lookups.queued(models.openTo(caller, MOST));
    }

    /** The one at an address; an error {@code not_found} also for one that the caller may not see. */
    public Mono<TextModel> find(Identity caller, Address address) {
        return lookups.queued(models.find(address))
                .filter(model -> model.deployment().isOpenTo(caller))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Model")));
    }
}

package dev.mainnet.model.registry;

import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Tells what stands in the way of deleting a model; whoever builds on models implements it. */
public interface ModelUses {

    /** The names of what uses the model now, for its owner to read; an empty list lets it go. */
    Mono<List<String>> usesOf(UUID modelId);
}

package dev.mainnet.model.prediction;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.model.inference.InputReader;
import dev.mainnet.model.inference.Prediction;
import dev.mainnet.model.inference.RunModel;
import dev.mainnet.model.inference.Stopwatch;
import dev.mainnet.model.registry.Models;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Runs a model for its owner. */
@Component
class Predict {

    private final Models models;
    private final InputReader inputReader;
    private final RunModel runModel;

    Predict(Models models, InputReader inputReader, RunModel runModel) {
        this.models = models;
        this.inputReader = inputReader;
        this.runModel = runModel;
    }

    /** The predictions; an error {@code not_found} for another's model. */
    Mono<List<Prediction>> predict(UUID ownerId, UUID modelId, @Nullable JsonNode input, @Nullable JsonNode inputs) {
        return models.find(ownerId, modelId)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Model")))
                .flatMap(model -> inputReader
                        .read(model, input, inputs)
                        .flatMap(rows -> runModel.run(model, rows, new Stopwatch())));
    }

    /** The same for pictures as files. */
    Mono<List<Prediction>> predict(UUID ownerId, UUID modelId, List<byte[]> pictures) {
        return models.find(ownerId, modelId)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Model")))
                .flatMap(model ->
                        inputReader.read(model, pictures).flatMap(rows -> runModel.run(model, rows, new Stopwatch())));
    }
}

package dev.mainnet.model.prediction;

import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.model.inference.Prediction;
import dev.mainnet.model.registry.ModelId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** {@code POST /api/v1/models/{id}/predict}. */
@RestController
class PredictionController {

    private final Predict predict;

    PredictionController(Predict predict) {
        this.predict = predict;
    }

    record PredictRequest(
            @Nullable JsonNode input, @Nullable JsonNode inputs) {}

    record PredictResponse(List<Prediction> predictions) {}

    @PostMapping("/api/v1/models/{id}/predict")
    Mono<PredictResponse> predict(
            @AuthenticationPrincipal Identity me, @PathVariable String id, @RequestBody PredictRequest request) {
        return predict.predict(me.accountId(), ModelId.parse(id), request.input(), request.inputs())
                .map(PredictResponse::new);
    }
}

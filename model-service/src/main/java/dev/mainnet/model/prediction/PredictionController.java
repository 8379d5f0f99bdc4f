package dev.mainnet.model.prediction;

import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.model.inference.Prediction;
import dev.mainnet.model.registry.ModelId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** {@code POST /api/v1/models/{id}/predict}, and at the path of requirements/4-deep-learning.md. */
@RestController
class PredictionController {

    private final Predict predict;

    PredictionController(Predict predict) {
        this.predict = predict;
    }

    record PredictRequest(
            @Nullable JsonNode input, @Nullable JsonNode inputs) {}

    record PredictResponse(List<Prediction> predictions) {}

    @PostMapping(
            path = {"/api/v1/models/{id}/predict", "/models/{id}/predict"},
            consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<PredictResponse> predict(
            @AuthenticationPrincipal Identity me, @PathVariable String id, @RequestBody PredictRequest request) {
        return predict.predict(me.accountId(), ModelId.parse(id), request.input(), request.inputs())
                .map(PredictResponse::new);
    }

    /** Pictures as files of a form, whatever their parts are called. */
    @PostMapping(
            path = {"/api/v1/models/{id}/predict", "/models/{id}/predict"},
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Mono<PredictResponse> predict(
            @AuthenticationPrincipal Identity me, @PathVariable String id, @RequestBody Flux<PartEvent> parts) {
        return UploadedPictures.read(parts)
                .flatMap(pictures -> predict.predict(me.accountId(), ModelId.parse(id), pictures))
                .map(PredictResponse::new);
    }
}

package dev.mainnet.job.batchprediction;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.job.batchprediction.ChooseModel.Choice;
import dev.mainnet.job.lifecycle.JobResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Starts batch predictions. */
@RestController
class BatchPredictionController {

    /**
     * Either a model of one's own or a deployment.
     *
     * @param deployment a deployment's id, or {@code owner/slug}
     */
    record BatchPredictionRequest(
            @Nullable UUID modelId,
            @Nullable @Size(max = 200) String deployment,
            @NotNull UUID datasetId,
            @Nullable @Size(min = 1, max = 4096) List<@NotEmpty @Size(max = 200) String> columns) {}

    private final ChooseModel chooseModel;
    private final RequestBatchPrediction requestBatchPrediction;

    BatchPredictionController(ChooseModel chooseModel, RequestBatchPrediction requestBatchPrediction) {
        this.chooseModel = chooseModel;
        this.requestBatchPrediction = requestBatchPrediction;
    }

    @PostMapping("/api/v1/batch-predictions")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<JobResponse> request(
            @AuthenticationPrincipal Identity me, @Valid @RequestBody BatchPredictionRequest request) {
        return choice(me, request)
                .flatMap(choice -> requestBatchPrediction.request(
                        me, choice, request.datasetId(), Optional.ofNullable(request.columns())))
                .map(job -> JobResponse.of(job, List.of()));
    }

    private Mono<Choice> choice(Identity me, BatchPredictionRequest request) {
        if (request.modelId() != null && request.deployment() == null) {
            return chooseModel.own(me, request.modelId());
        }
        if (request.deployment() != null && request.modelId() == null) {
            return chooseModel.deployed(me, request.deployment());
        }
        return Mono.error(ApiException.invalid("model_id", "give either model_id or deployment"));
    }
}

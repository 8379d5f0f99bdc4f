package dev.mainnet.job.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.page.PageRequest;
import dev.mainnet.job.lifecycle.CancelJob;
import dev.mainnet.job.lifecycle.Job;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Trainings over HTTP, in the shapes of requirements/4-deep-learning.md; native and at that document's own paths. */
@RestController
@RequestMapping({"/api/v1/training", "/training"})
class TrainingController {

    private static final String NATIVE = "/api/";

    /**
     * A training that was accepted.
     *
     * @param estimatedTime seconds of computing
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Started(
            UUID jobId,
            String status,
            Instant createdAt,
            long estimatedTime,
            @Nullable Integer queuePosition,
            @Nullable Instant estimatedStart,
            TrainingStatus.Cost cost) {}

    record Stopped(UUID jobId, String status, String message) {}

    record TrainingList(long total, int page, int limit, List<TrainingStatus> jobs) {}

    private final StartTraining startTraining;
    private final StopTraining stopTraining;
    private final CancelJob cancelJob;
    private final ReadResults readResults;
    private final Trainings trainings;
    private final TrainingForm form;

    TrainingController(
            StartTraining startTraining,
            StopTraining stopTraining,
            CancelJob cancelJob,
            ReadResults readResults,
            Trainings trainings,
            TrainingSettings settings) {
        this.startTraining = startTraining;
        this.stopTraining = stopTraining;
        this.cancelJob = cancelJob;
        this.readResults = readResults;
        this.trainings = trainings;
        this.form = new TrainingForm(settings.maxEpochs());
    }

    /** The native API refuses fields that it does not know; the document's own paths pass them over. */
    @PostMapping("/start")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Started> start(@AuthenticationPrincipal Identity me, ServerHttpRequest request, @RequestBody JsonNode body) {
        boolean strict = request.getPath().value().startsWith(NATIVE);
        return startTraining
                .start(me, form.read(body, strict))
                .flatMap(job -> watched(me, job.id()))
                .map(training -> new Started(
                        training.jobId(),
                        training.status(),
                        training.createdAt(),
                        Optional.ofNullable(training.estimatedTime()).orElse(0L),
                        training.queuePosition(),
                        training.estimatedStart(),
                        training.cost()));
    }

    @GetMapping
    Mono<TrainingList> list(@AuthenticationPrincipal Identity me, @RequestParam MultiValueMap<String, String> query) {
        PageRequest page = PageRequest.of(query, List.of("created_at"));
        return trainings
                .list(me.accountId(), page)
                .map(training -> TrainingStatus.of(training, Optional.empty(), Instant.now()))
                .collectList()
                .zipWith(
                        trainings.count(me.accountId()),
                        (found, total) -> new TrainingList(total, page.page(), page.limit(), found));
    }

    @GetMapping("/status/{id}")
    Mono<TrainingStatus> status(@AuthenticationPrincipal Identity me, @PathVariable UUID id) {
        return watched(me, id);
    }

    @GetMapping("/results/{id}")
    Mono<ReadResults.Results> results(@AuthenticationPrincipal Identity me, @PathVariable UUID id) {
        return readResults.read(me.accountId(), id);
    }

    /** Ends it and keeps the best epoch so far. */
    @PostMapping("/stop/{id}")
    Mono<Stopped> stop(@AuthenticationPrincipal Identity me, @PathVariable UUID id) {
        return stopTraining.stop(me.accountId(), id).map(job -> switch (job.state()) {
            case SUCCEEDED -> new Stopped(job.id(), job.state().status(), "Training job had come to its end already");
            case STOPPED, FAILED, CANCELLED -> new Stopped(job.id(), "stopped", "Training job stopped successfully");
            case RESERVING, QUEUED, RUNNING, PUBLISHING ->
                new Stopped(job.id(), "stopped", "Training job is being stopped; its best epoch is kept");
        });
    }

    /** Ends it and keeps nothing; it costs nothing. */
    @PostMapping("/cancel/{id}")
    Mono<Stopped> cancel(@AuthenticationPrincipal Identity me, @PathVariable UUID id) {
        return watched(me, id)
                .flatMap(training -> cancelJob.cancel(me.accountId(), id))
                .map(job -> new Stopped(job.id(), job.state().status(), "Training job cancelled"));
    }

    private Mono<TrainingStatus> watched(Identity me, UUID id) {
        return trainings
                .find(me.accountId(), id)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Training job")))
                .flatMap(training ->
                        placeOf(training.job()).map(place -> TrainingStatus.of(training, place, Instant.now())));
    }

    /** The whole queue is looked at for it, so only where somebody waits. */
    private Mono<Optional<QueuePlace>> placeOf(Job job) {
        return job.state().waits()
                ? trainings.place(job.id()).map(Optional::of).defaultIfEmpty(Optional.empty())
                : Mono.just(Optional.empty());
    }
}

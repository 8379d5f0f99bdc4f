package dev.mainnet.job.dispatch;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.job.dispatch.LeaseJob.Assignment;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a worker asks and tells, apart from files. */
@RestController
@RequestMapping("/api/v1/workers/{id}/leases")
class LeaseController {

    /**
     * A job to do.
     *
     * @param fencingToken to be shown with everything that is written
     * @param leaseSeconds silence after which the job goes to another
     * @param heartbeatSeconds how often to call in
     */
    record LeaseResponse(
            UUID jobId,
            String kind,
            int attempt,
            long fencingToken,
            double leaseSeconds,
            double heartbeatSeconds,
            JsonNode parameters,
            List<InputResponse> inputs) {}

    /** @param url relative to the gateway */
    record InputResponse(String name, String url, long sizeBytes, String sha256) {}

    record HeartbeatRequest(
            @NotNull Long fencingToken,
            @Nullable @Min(0) @Max(100) Integer progress,
            @Nullable @Size(max = 50) Map<@Pattern(regexp = "[A-Za-z0-9_.-]{1,64}") String, @NotNull Double> metrics) {}

    /**
     * What the worker is to do.
     *
     * @param cancelled the job is over: write nothing more
     * @param stop end soon, and hand in what there is by then
     */
    record HeartbeatResponse(boolean cancelled, boolean stop) {

        static HeartbeatResponse of(RenewLease.Word word) {
            return new HeartbeatResponse(word == RenewLease.Word.CANCEL, word == RenewLease.Word.STOP);
        }
    }

    record FinishRequest(
            @NotNull Long fencingToken,
            FinishJob.@NotNull Outcome outcome,
            @Nullable @Size(max = 10_000) String error,
            @Nullable Boolean retryable,

            @Nullable @DecimalMin("0") @DecimalMax("100000000") Double computeSeconds,

            @Nullable JsonNode report) {}

    private static final int LONGEST_WAIT = 20;

    private final LeaseJob leaseJob;
    private final RenewLease renewLease;
    private final FinishJob finishJob;
    private final DispatchSettings settings;
    private final JsonMapper json;

    LeaseController(
            LeaseJob leaseJob, RenewLease renewLease, FinishJob finishJob, DispatchSettings settings, JsonMapper json) {
        this.leaseJob = leaseJob;
        this.renewLease = renewLease;
        this.finishJob = finishJob;
        this.settings = settings;
        this.json = json;
    }

    /**
     * Answers 204 when there was nothing to do for {@code wait} seconds. A worker that does several jobs side by side asks for each
     * naming the kinds it has room for; without one it is given any kind it enrolled for.
     */
    @PostMapping
    Mono<ResponseEntity<LeaseResponse>> lease(
            @RequestAttribute(WorkerAuthentication.WORKER) Worker worker,
            @RequestParam(name = "wait", defaultValue = "20") int wait,
            @RequestParam(name = "kind", required = false) @Nullable List<String> kinds) {
        if (wait < 0 || wait > LONGEST_WAIT) {
            throw ApiException.invalid("wait", "must be between 0 and " + LONGEST_WAIT);
        }
        List<String> enrolled = worker.capabilities().kinds();
        if (kinds != null && !enrolled.containsAll(kinds)) {
            throw ApiException.invalid(
                    "kind", "must be one that the worker enrolled for: " + String.join(", ", enrolled));
        }
        return leaseJob.lease(worker, Objects.requireNonNullElse(kinds, enrolled), Duration.ofSeconds(wait))
                .map(assignment -> ResponseEntity.ok(response(worker, assignment)))
                .defaultIfEmpty(ResponseEntity.noContent().build());
    }

    @PostMapping("/{jobId}/heartbeat")
    Mono<HeartbeatResponse> heartbeat(
            @RequestAttribute(WorkerAuthentication.WORKER) Worker worker,
            @PathVariable UUID jobId,
            @Valid @RequestBody HeartbeatRequest request) {
        Map<String, Double> metrics = request.metrics() == null ? Map.of() : request.metrics();
        if (metrics.values().stream().anyMatch(value -> !Double.isFinite(value))) {
            throw ApiException.invalid("metrics", "must be finite numbers");
        }
        var heartbeat =
                new RenewLease.Heartbeat(request.fencingToken(), Optional.ofNullable(request.progress()), metrics);
        return renewLease.renew(worker.id(), jobId, heartbeat).map(HeartbeatResponse::of);
    }

    @PostMapping("/{jobId}/finish")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> finish(
            @RequestAttribute(WorkerAuthentication.WORKER) Worker worker,
            @PathVariable UUID jobId,
            @Valid @RequestBody FinishRequest request) {
        String error = request.error() == null || request.error().isBlank()
                ? "The worker gave no reason"
                : request.error().replace('\0', ' ');
        return finishJob.finish(
                worker.id(),
                jobId,
                new FinishJob.Report(
                        request.fencingToken(),
                        request.outcome(),
                        error,
                        Boolean.TRUE.equals(request.retryable()),
                        Duration.ofMillis((long) (1000 * Objects.requireNonNullElse(request.computeSeconds(), 0.0))),
                        Optional.ofNullable(request.report()).filter(JsonNode::isObject)));
    }

    private LeaseResponse response(Worker worker, Assignment assignment) {
        var job = assignment.job();
        String base = "/api/v1/workers/" + worker.id() + "/leases/" + job.id() + "/inputs/";
        return new LeaseResponse(
                job.id(),
                job.work().kind(),
                job.lease().attempt(),
                job.lease().fencingToken(),
                settings.lease().toMillis() / 1000.0,
                settings.heartbeat().toMillis() / 1000.0,
                json.readTree(job.work().parameters()),
                assignment.inputs().stream()
                        .map(input ->
                                new InputResponse(input.name(), base + input.name(), input.sizeBytes(), input.sha256()))
                        .toList());
    }
}

package dev.mainnet.job.dispatch;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.identity.Identity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Workers as those who lend them see them. */
@RestController
@RequestMapping("/api/v1/workers")
class WorkerController {

    record EnrolmentRequest(
            @NotBlank @Size(max = 100) String name,
            @Valid @NotNull Capabilities capabilities) {}

    /** @param token how the worker proves itself from now on; shown this once */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EnrolmentResponse(UUID id, String name, String token) {}

    record WorkerResponse(
            UUID id, String name, Capabilities capabilities, long jobsDone, Instant enrolledAt, Instant lastSeenAt) {

        static WorkerResponse of(Worker worker) {
            return new WorkerResponse(
                    worker.id(),
                    worker.name(),
                    worker.capabilities(),
                    worker.jobsDone(),
                    worker.enrolledAt(),
                    worker.lastSeenAt());
        }
    }

    record WorkerList(List<WorkerResponse> workers) {}

    private final EnrolWorker enrolWorker;
    private final Workers workers;
    private final WorkerTokens tokens;
    private final DispatchSettings settings;

    WorkerController(EnrolWorker enrolWorker, Workers workers, WorkerTokens tokens, DispatchSettings settings) {
        this.enrolWorker = enrolWorker;
        this.workers = workers;
        this.tokens = tokens;
        this.settings = settings;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<EnrolmentResponse> enrol(
            @AuthenticationPrincipal @Nullable Identity me,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @Valid @RequestBody EnrolmentRequest request) {
        return enrolWorker
                .enrol(operator(me, authorization), request.name(), request.capabilities())
                .map(enrolled -> new EnrolmentResponse(
                        enrolled.worker().id(), enrolled.worker().name(), enrolled.token()));
    }

    @GetMapping
    Mono<WorkerList> list(@AuthenticationPrincipal Identity me) {
        return workers.of(me.accountId(), settings.maxWorkersPerAccount())
                .map(WorkerResponse::of)
                .collectList()
                .map(WorkerList::new);
    }

    /** A worker that is at work loses its lease in time. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> dismiss(@AuthenticationPrincipal Identity me, @PathVariable UUID id) {
        return workers.dismiss(me.accountId(), id)
                .filter(dismissed -> dismissed)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Worker")))
                .then();
    }

    /** Nobody stands for the platform's own workers: those show its enrolment token. */
    private Optional<UUID> operator(@Nullable Identity me, @Nullable String authorization) {
        if (tokens.isEnrollment(authorization)) {
            return Optional.empty();
        }
        if (me == null) {
            throw new ApiException(ErrorCode.UNAUTHORIZED, "Sign in to enrol a worker");
        }
        if (!me.scopes().contains("jobs")) {
            throw new ApiException(ErrorCode.FORBIDDEN, "The scope jobs is needed");
        }
        return Optional.of(me.accountId());
    }
}

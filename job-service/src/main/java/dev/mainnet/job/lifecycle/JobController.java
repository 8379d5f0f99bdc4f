package dev.mainnet.job.lifecycle;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.page.PageRequest;
import dev.mainnet.job.artifact.Artifacts;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One's own jobs, of every kind. */
@RestController
@RequestMapping("/api/v1/jobs")
class JobController {

    record JobList(long total, int page, int limit, List<JobResponse> jobs) {}

    private final Jobs jobs;
    private final Artifacts artifacts;
    private final CancelJob cancelJob;

    JobController(Jobs jobs, Artifacts artifacts, CancelJob cancelJob) {
        this.jobs = jobs;
        this.artifacts = artifacts;
        this.cancelJob = cancelJob;
    }

    @GetMapping
    Mono<JobList> list(@AuthenticationPrincipal Identity me, @RequestParam MultiValueMap<String, String> query) {
        PageRequest page = PageRequest.of(query, List.of("created_at"));
        Jobs.Filter filter =
                new Jobs.Filter(Optional.ofNullable(query.getFirst("kind")), states(query.getFirst("status")));
        return jobs.list(me.accountId(), filter, page)
                .map(job -> JobResponse.of(job, List.of()))
                .collectList()
                .zipWith(
                        jobs.count(me.accountId(), filter),
                        (found, total) -> new JobList(total, page.page(), page.limit(), found));
    }

    @GetMapping("/{id}")
    Mono<JobResponse> get(@AuthenticationPrincipal Identity me, @PathVariable UUID id) {
        return jobs.find(me.accountId(), id)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Job")))
                .flatMap(this::withArtifacts);
    }

    @PostMapping("/{id}/cancel")
    Mono<JobResponse> cancel(@AuthenticationPrincipal Identity me, @PathVariable UUID id) {
        return cancelJob.cancel(me.accountId(), id).map(job -> JobResponse.of(job, List.of()));
    }

    private Mono<JobResponse> withArtifacts(Job job) {
        if (!job.state().hasResult()) {
            return Mono.just(JobResponse.of(job, List.of()));
        }
        return artifacts.resultsOf(job.id()).collectList().map(found -> JobResponse.of(job, found));
    }

    private static List<JobState> states(@Nullable String status) {
        if (status == null) {
            return List.of();
        }
        List<JobState> states = JobState.seenAs(status);
        if (states.isEmpty()) {
            throw ApiException.invalid("status", "must be one of queued, running, completed, failed, stopped");
        }
        return states;
    }
}

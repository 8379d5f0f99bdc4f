package dev.mainnet.job.progress;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.job.lifecycle.Jobs;
import dev.mainnet.job.progress.JobEvents.Entry;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lets an owner watch a job. */
@RestController
@RequestMapping("/api/v1/jobs/{id}")
class ProgressController {

    private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=UTF-8");
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

    /** A listener who stays longer is let go and comes back with Last-Event-ID. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final WatchJob watchJob;
    private final Streams streams;
    private final Jobs jobs;
    private final JobLogs logs;

    ProgressController(WatchJob watchJob, Streams streams, Jobs jobs, JobLogs logs) {
        this.watchJob = watchJob;
        this.streams = streams;
        this.jobs = jobs;
        this.logs = logs;
    }

    /** Answers 204 when everything was told already: that makes an EventSource stop asking. */
    @GetMapping("/events")
    Mono<ResponseEntity<Flux<ServerSentEvent<String>>>> events(
            @AuthenticationPrincipal Identity me,
            @PathVariable UUID id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        streams.refuseIfFull(me.accountId());
        return watchJob.watch(me.accountId(), id, seq(lastEventId))
                .map(entries -> ResponseEntity.ok()
                        .contentType(MediaType.TEXT_EVENT_STREAM)
                        .cacheControl(CacheControl.noStore())
                        .body(streams.bounded(me.accountId(), withSignsOfLife(entries))))
                .switchIfEmpty(
                        Mono.fromSupplier(() -> ResponseEntity.noContent().build()));
    }

    @GetMapping("/logs")
    Mono<ResponseEntity<Flux<String>>> logs(@AuthenticationPrincipal Identity me, @PathVariable UUID id) {
        return jobs.find(me.accountId(), id)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Job")))
                .map(job -> ResponseEntity.ok().contentType(TEXT).body(logs.of(id)));
    }

    private static Flux<ServerSentEvent<String>> withSignsOfLife(Flux<Entry> entries) {
        return entries.map(ProgressController::event)
                .publish(events -> Flux.merge(
                        events,
                        Flux.interval(Duration.ZERO, SIGN_OF_LIFE)
                                .onBackpressureDrop()
                                .map(tick -> ServerSentEvent.<String>builder()
                                        .comment("still here")
                                        .build())
                                .takeUntilOther(events.ignoreElements())))
                .take(LONGEST);
    }

    private static ServerSentEvent<String> event(Entry entry) {
        return ServerSentEvent.<String>builder()
                .id(Long.toString(entry.seq()))
                .event(entry.type())
                .data(entry.data())
                .build();
    }

    /** What is no id of ours starts from the beginning. */
    private static long seq(@Nullable String lastEventId) {
        if (lastEventId == null || !lastEventId.matches("\\d{1,18}")) {
            return 0;
        }
        return Long.parseLong(lastEventId);
    }
}

package dev.mainnet.job.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mainnet.defaults.money.Credits;
import dev.mainnet.job.artifact.Artifact;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as its owner sees it; the answer of every call that starts or shows one.
 *
 * @param progress percent
 * @param error why it failed; null otherwise
 * @param artifacts the files it made, once it is completed
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record JobResponse(
        UUID id,
        String kind,
        String status,
        int progress,
        int attempt,
        Cost cost,
        @Nullable JobError error,
        @Nullable UUID datasetId,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        List<File> artifacts) {

    /** @param charged null until it is known */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Cost(Credits estimated, @Nullable Credits charged) {}

    /** @param url where to fetch it, relative to the gateway */
    public record File(String name, long sizeBytes, String sha256, String contentType, String url) {}

    public static JobResponse of(Job job, List<Artifact> artifacts) {
        return new JobResponse(
                job.id(),
                job.work().kind(),
                job.state().status(),
                job.progress(),
                job.lease().attempt(),
                new Cost(
                        Credits.ofMicro(job.price().totalMicro()),
                        job.chargedMicro().map(Credits::ofMicro).orElse(null)),
                job.error().orElse(null),
                job.work().datasetId().orElse(null),
                job.times().createdAt(),
                job.times().startedAt().orElse(null),
                job.times().finishedAt().orElse(null),
                artifacts.stream().map(artifact -> file(job, artifact)).toList());
    }

    private static File file(Job job, Artifact artifact) {
        return new File(
                artifact.name(),
                artifact.sizeBytes(),
                artifact.sha256(),
                artifact.contentType(),
                "/api/v1/jobs/" + job.id() + "/artifacts/" + artifact.name());
    }
}

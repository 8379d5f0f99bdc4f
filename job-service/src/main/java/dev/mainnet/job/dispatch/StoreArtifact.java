package dev.mainnet.job.dispatch;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.objectstore.ObjectStore;
import dev.mainnet.defaults.objectstore.StoredObject;
import dev.mainnet.defaults.upload.BoundedContent;
import dev.mainnet.job.artifact.Artifact;
import dev.mainnet.job.artifact.Artifacts;
import dev.mainnet.outbox.Ids;
import java.util.List;
import java.util.UUID;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps a file that a worker made. The lease is looked at before the upload and again after it. */
@Component
class StoreArtifact {

    /**
     * What a worker says of a file.
     *
     * @param sha256 in lower-case hex
     */
    record Announcement(UUID jobId, long fencingToken, String name, String contentType, String sha256) {}

    private final Leases leases;
    private final Artifacts artifacts;
    private final ObjectStore objects;
    private final DispatchSettings settings;
    private final TransactionalOperator transaction;

    StoreArtifact(
            Leases leases,
            Artifacts artifacts,
            ObjectStore objects,
            DispatchSettings settings,
            TransactionalOperator transaction) {
        this.leases = leases;
        this.artifacts = artifacts;
        this.objects = objects;
        this.settings = settings;
        this.transaction = transaction;
    }

    /** @return an error of {@link ApiException}: 400 for another hash, 409 when the lease is lost, 413 for the size */
    Mono<Void> store(UUID workerId, Announcement file, Flux<DataBuffer> content) {
        String key = "artifacts/" + file.jobId() + "/" + Ids.next();
        Flux<DataBuffer> bounded = BoundedContent.of(content, settings.maxArtifactBytes());
        return leases.held(workerId, file.jobId(), file.fencingToken())
                .onErrorResume(lost -> BoundedContent.drop(bounded).then(Mono.error(lost)))
                .flatMap(job -> objects.put(key, bounded, settings.maxArtifactBytes()))
                .flatMap(stored -> add(workerId, file, stored)
                        .onErrorResume(e -> objects.delete(key).then(Mono.error(e))))
                .flatMap(replaced -> Flux.fromIterable(replaced)
                        .concatMap(artifact -> objects.delete(artifact.objectKey()))
                        .then());
    }

    private Mono<List<Artifact>> add(UUID workerId, Announcement file, StoredObject stored) {
        if (!stored.sha256().equals(file.sha256())) {
            return Mono.error(ApiException.invalid("X-Content-SHA256", "is not the hash of what arrived"));
        }
        Artifact artifact = new Artifact(
                file.jobId(), file.name(), stored.key(), stored.size(), stored.sha256(), file.contentType());
        return leases.held(workerId, file.jobId(), file.fencingToken())
                .flatMap(job -> artifacts.of(job.id()).collectList())
                .flatMap(known -> {
                    List<Artifact> replaced = known.stream()
                            .filter(old -> old.name().equals(file.name()))
                            .toList();
                    if (replaced.isEmpty() && known.size() >= settings.maxArtifactsPerJob()) {
                        return Mono.error(new ApiException(
                                ErrorCode.CONFLICT, "A job makes at most " + settings.maxArtifactsPerJob() + " files"));
                    }
                    return artifacts.put(artifact).thenReturn(replaced);
                })
                .as(transaction::transactional);
    }
}

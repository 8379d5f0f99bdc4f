package dev.mainnet.job.dispatch;

import dev.mainnet.job.artifact.Artifact;
import dev.mainnet.job.artifact.Artifacts;
import dev.mainnet.job.lifecycle.JobInputs;
import dev.mainnet.job.lifecycle.Work;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** The files that a worker needs for a job: what it was submitted with, and where an earlier attempt had got to. */
@Component
class FindInputs {

    private final JobInputs inputs;
    private final Artifacts artifacts;

    FindInputs(JobInputs inputs, Artifacts artifacts) {
        this.inputs = inputs;
        this.artifacts = artifacts;
    }

    Flux<Work.Input> of(UUID jobId) {
        Flux<Work.Input> checkpoint = artifacts
                .of(jobId)
                .filter(artifact -> artifact.name().equals(Artifact.CHECKPOINT))
                .map(kept -> new Work.Input(kept.name(), kept.objectKey(), kept.sizeBytes(), kept.sha256()));
        return inputs.of(jobId).concatWith(checkpoint);
    }
}

package dev.mainnet.job.lifecycle;

import java.util.Optional;
import java.util.UUID;

/**
 * What a job costs if it succeeds, in micro-credits; fixed when it is submitted.
 *
 * @param modelOwnerId who earns the model fee; nothing when the job uses no model of a deployment
 * @param computeFeeMicro for whoever runs the job
 */
public record Price(long modelFeeMicro, Optional<UUID> modelOwnerId, long computeFeeMicro) {

    public long totalMicro() {
        return Math.addExact(modelFeeMicro, computeFeeMicro);
    }
}

package dev.mainnet.worker.training;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How this worker trains.
 *
 * @param natives where PyTorch is unpacked
 * @param threads that compute where a network is worth more than one
 * @param heap of the training's own process, as {@code -Xmx} takes it
 * @param checkpointInterval the least time between two checkpoints that go to the platform
 */
public record TrainingOptions(Path natives, int threads, String heap, Duration checkpointInterval) {}

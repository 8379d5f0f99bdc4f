package dev.mainnet.worker.training;

import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/**
 * What a training process is told, in a file that is its only argument.
 *
 * @param instructions as the platform has them
 * @param dataset the file to learn from
 * @param checkpoints a folder that holds the last checkpoint and gets the next
 * @param handover where checkpoints are laid that are to go to the platform
 * @param result the file to write the model to
 * @param natives where PyTorch is unpacked, once
 * @param threads that compute
 * @param checkpointMillis the least time between two checkpoints that go to the platform
 */
public record Lesson(
        JsonNode instructions,
        Path dataset,
        Path checkpoints,
        Path handover,
        Path result,
        Path natives,
        int threads,
        long checkpointMillis) {}

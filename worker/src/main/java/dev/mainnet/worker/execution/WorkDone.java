package dev.mainnet.worker.execution;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What came of a job.
 *
 * @param computed how long all attempts computed; zero where that is not measured
 * @param report what the platform is told beside the files
 */
public record WorkDone(List<ResultFile> files, Duration computed, Optional<JsonNode> report) {
    public WorkDone {
        files = List.copyOf(files);
    }

    /** Files alone. */
    public static WorkDone of(ResultFile... files) {
        return new WorkDone(List.of(files), Duration.ZERO, Optional.empty());
    }
}

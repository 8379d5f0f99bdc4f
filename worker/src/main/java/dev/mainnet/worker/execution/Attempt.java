package dev.mainnet.worker.execution;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One try at a job, as its executor sees it. */
public interface Attempt {

    JsonNode parameters();

    /** An input as a file that must not be changed; its content is what the platform said it is. */
    Path input(String name) throws IOException, InterruptedException;

    /** Whether the job comes with an input of that name. */
    boolean hasInput(String name);

    /** An empty folder that is deleted afterwards. */
    Path scratch();

    /** @param percent 0 to 100 */
    void progress(int percent);

    /** @param figures what was measured last, by name; finite numbers */
    void metrics(Map<String, Double> figures);

    /**
     * Leaves a file with the platform from which another attempt goes on: its input {@code checkpoint}.
     *
     * @throws IOException also when the platform does not take it
     */
    void checkpoint(Path file) throws IOException, InterruptedException;

    /** Tells the job's owner a line. */
    void log(String line) throws InterruptedException;

    Stop stop();
}

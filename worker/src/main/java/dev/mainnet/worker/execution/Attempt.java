package dev.mainnet.worker.execution;

import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** One try at a job, as its executor sees it. */
public interface Attempt {

    JsonNode parameters();

    /** An input as a file that must not be changed; its content is what the platform said it is. */
    Path input(String name) throws IOException, InterruptedException;

    /** An empty folder that is deleted afterwards. */
    Path scratch();

    /** @param percent 0 to 100 */
    void progress(int percent);

    /** Tells the job's owner a line. */
    void log(String line) throws InterruptedException;

    Stop stop();
}

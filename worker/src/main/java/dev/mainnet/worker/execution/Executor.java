package dev.mainnet.worker.execution;

import java.io.IOException;
import java.util.List;

/** Does one kind of job. */
public interface Executor {

    /** The kind of job, as the platform names it. */
    String kind();

    /**
     * Does the whole job.
     *
     * @return the files it made
     * @throws JobFailedException when the job itself is at fault; anything else counts as a fault of this worker
     * @throws StoppedException when it was told to stop
     */
    List<ResultFile> execute(Attempt attempt) throws IOException, InterruptedException;
}

package dev.mainnet.worker.execution;

import java.io.IOException;

/** Does one kind of job. */
public interface Executor {

    /** The kind of job, as the platform names it. */
    String kind();

    /**
     * Does the whole job.
     *
     * @return what it made
     * @throws JobFailedException when the job itself is at fault; anything else counts as a fault of this worker
     * @throws NothingToKeepException when it was asked to end early and has nothing by then
     * @throws StoppedException when it was told to stop
     */
    WorkDone execute(Attempt attempt) throws IOException, InterruptedException;
}

package dev.mainnet.launcher.supervision;

import dev.mainnet.launcher.settings.Part;
import java.time.Duration;

/** What a supervisor tells while it works. Called from several threads. */
public interface Announcements {

    /** A part became ready this long after its process was started. */
    void ready(Part part, Duration after);

    /** A part's process ended by itself and is started again after a pause. */
    void died(Part part, String how, Duration pause);

    /** A part died so often, so quickly, that it is not started again. */
    void gaveUp(Part part, String why);
}

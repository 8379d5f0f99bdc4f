package dev.mainnet.launcher.platform;

import dev.mainnet.launcher.settings.Part;
import dev.mainnet.launcher.supervision.Announcements;
import java.time.Duration;

/** What a platform tells about its start and its end. Called from several threads. */
public interface Progress extends Announcements {

    /** Something worth a line. */
    void note(String line);

    /** The gateway answers calls of models now; what is needed for jobs alone gets ready later. */
    void answers();

    /** A progress that tells nobody. */
    static Progress silent() {
        return new Progress() {
            @Override
            public void note(String line) {}

            @Override
            public void answers() {}

            @Override
            public void ready(Part part, Duration after) {}

            @Override
            public void died(Part part, String how, Duration pause) {}

            @Override
            public void gaveUp(Part part, String why) {}
        };
    }
}

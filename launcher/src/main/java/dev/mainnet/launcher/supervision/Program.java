package dev.mainnet.launcher.supervision;

import dev.mainnet.launcher.settings.Part;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * How to run a part and how to tell that it is ready.
 *
 * @param command the program and its arguments
 * @param environment all the variables it gets; nothing is inherited
 * @param preparation done before each start
 * @param readiness asked again and again after a start
 */
public record Program(
        Part part,
        List<String> command,
        Map<String, String> environment,
        Preparation preparation,
        Readiness readiness) {

    /** A step before each start of a part. */
    @FunctionalInterface
    public interface Preparation {
        /** Does it. */
        void run() throws IOException;
    }

    /** Tells whether a part can do its work. */
    @FunctionalInterface
    public interface Readiness {
        /** Asks once; answers within a few seconds. */
        boolean isReady();
    }
}

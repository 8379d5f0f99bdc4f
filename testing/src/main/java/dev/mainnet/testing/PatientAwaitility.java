package dev.mainnet.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Has every test wait a minute for what it awaits, where it says nothing else: what comes is seen at once, and a machine that pauses makes
 * a test slow, not red. JUnit finds it by itself.
 */
public final class PatientAwaitility implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }
}

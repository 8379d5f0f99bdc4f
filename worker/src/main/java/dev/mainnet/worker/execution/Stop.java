package dev.mainnet.worker.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells an attempt, from any thread, that it has to stop. The first reason counts. */
public final class Stop {

    private final List<Runnable> listeners = new ArrayList<>();
    private @Nullable StopReason reason;

    public synchronized void because(StopReason why) {
        if (reason == null) {
            reason = why;
            listeners.forEach(Runnable::run);
        }
    }

    public synchronized Optional<StopReason> reason() {
        return Optional.ofNullable(reason);
    }

    /** Runs the listener when the stop comes, or at once where it came already, until the registration is closed. */
    public synchronized Registration whenStopped(Runnable listener) {
        if (reason != null) {
            listener.run();
        }
        listeners.add(listener);
        return () -> remove(listener);
    }

    /** @throws StoppedException once the stop came */
    public synchronized void check() {
        if (reason != null) {
            throw new StoppedException(reason);
        }
    }

    private synchronized void remove(Runnable listener) {
        listeners.remove(listener);
    }

    /** Ends the interest of a listener. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}

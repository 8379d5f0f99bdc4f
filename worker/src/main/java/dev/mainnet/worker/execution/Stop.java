package dev.mainnet.worker.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells an attempt, from any thread, that it has to stop. The first reason counts. */
public final class Stop {

    private final List<Runnable> listeners = new ArrayList<>();
    private final List<Runnable> enders = new ArrayList<>();
    private @Nullable StopReason reason;
    private boolean endWanted;

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

    /** Asks the attempt to end early, with what it has by then. */
    public synchronized void askToEnd() {
        if (!endWanted) {
            endWanted = true;
            enders.forEach(Runnable::run);
        }
    }

    /** Runs the listener when an early end is wanted, or at once where that is so already. */
    public synchronized Registration whenEndIsWanted(Runnable listener) {
        if (endWanted) {
            listener.run();
        }
        enders.add(listener);
        return () -> forget(listener);
    }

    private synchronized void forget(Runnable listener) {
        enders.remove(listener);
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

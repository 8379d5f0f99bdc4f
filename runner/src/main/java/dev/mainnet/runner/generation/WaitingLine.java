package dev.mainnet.runner.generation;

import dev.mainnet.runner.refusal.Refusal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The calls of one model that wait for a slot, a bounded number of them. */
final class WaitingLine {
    private final int capacity;
    private final TextMeters meters;
    private final Deque<Generation> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private boolean closed;

    WaitingLine(int capacity, TextMeters meters) {
        this.capacity = capacity;
        this.meters = meters;
    }

    /** @throws Refusal 503 where the line is full */
    void join(Generation generation) {
        lock.lock();
        try {
            if (closed) {
                throw Refusal.busy("The model is being closed; try again");
            }
            if (waiting.size() >= capacity) {
                throw Refusal.busy("Too many calls wait for the model; try again");
            }
            waiting.add(generation);
            meters.waits();
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The call whose turn it is. */
    Optional<Generation> next() {
        lock.lock();
        try {
            Optional<Generation> next = Optional.ofNullable(waiting.poll());
            next.ifPresent(_ -> meters.waitsNoMore());
            return next;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there is something to do: a call came, or there is one at work already. Those that gave up meanwhile leave the line.
     *
     * @return false when the line is closed
     */
    boolean awaitWork(boolean atWork) {
        List<Generation> gone;
        lock.lock();
        try {
            while (!closed && !atWork && waiting.isEmpty()) {
                work.awaitUninterruptibly();
            }
            if (closed) {
                return false;
            }
            gone = leaving();
        } finally {
            lock.unlock();
        }
        for (Generation generation : gone) {
            if (generation.cancelled()) {
                generation.over();
            } else {
                generation.timedOut();
            }
        }
        return true;
    }

    private List<Generation> leaving() {
        List<Generation> gone = new ArrayList<>();
        for (Generation generation : waiting) {
            if (generation.cancelled() || generation.late()) {
                gone.add(generation);
                meters.waitsNoMore();
            }
        }
        waiting.removeAll(gone);
        return gone;
    }

    /** Takes nobody any more and sends away who waits. */
    void close() {
        List<Generation> gone;
        lock.lock();
        try {
            closed = true;
            gone = List.copyOf(waiting);
            waiting.clear();
            work.signal();
        } finally {
            lock.unlock();
        }
        for (Generation generation : gone) {
            meters.waitsNoMore();
            generation.failed(Refusal.busy("The model is being closed; try again"));
        }
    }
}

package dev.mainnet.runner.inference;

import dev.mainnet.runner.loading.ModelName;
import dev.mainnet.runner.refusal.Refusal;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs that go on long after their end was asked for: a run ends between two operators, and one operator can take hours. Such a model
 * is not run again meanwhile, so that it holds up one thread at most. Once every thread is held up so, the process ends: no other run is
 * under way that this could cost, and whoever keeps the process alive starts it anew.
 */
final class OverdueRuns {
    private static final Logger LOG = LoggerFactory.getLogger(OverdueRuns.class);

    private final int threads;
    private final Runnable endProcess;
    private final Map<ModelName, Integer> runs = new HashMap<>();
    private int all;

    OverdueRuns(int threads, Runnable endProcess) {
        this.threads = threads;
        this.endProcess = endProcess;
    }

    /** @throws Refusal 503 for a model with an overdue run */
    synchronized void refuse(ModelName model) {
        if (runs.containsKey(model)) {
            throw Refusal.busy("A run of this model does not end though its time is over; try again later");
        }
    }

    synchronized void add(ModelName model) {
        runs.merge(model, 1, Integer::sum);
        all++;
        LOG.warn("A run of {} does not end", model.value());
        if (all == threads) {
            LOG.error("No run ends any more: the runner ends, to be started anew");
            endProcess.run();
        }
    }

    synchronized void remove(ModelName model) {
        runs.computeIfPresent(model, (name, count) -> count > 1 ? count - 1 : null);
        all--;
    }
}

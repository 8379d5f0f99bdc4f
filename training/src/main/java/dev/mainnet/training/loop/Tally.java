package dev.mainnet.training.loop;

import org.jspecify.annotations.Nullable;

/** Sums up the outcomes of batches. */
final class Tally {
    private double loss;
    private long examples;
    private long correct;
    private boolean judged = true;

    void add(Outcome outcome, double batchLoss) {
        loss += batchLoss * outcome.examples();
        examples += outcome.examples();
        Long right = outcome.correct();
        judged &= right != null;
        correct += right == null ? 0 : right;
    }

    boolean empty() {
        return examples == 0;
    }

    double loss() {
        return loss / examples;
    }

    @Nullable Double accuracy() {
        return judged ? (double) correct / examples : null;
    }
}

package dev.mainnet.model.admission;

/** What this instance knows of a sum that only grows: usage in micro-credits, or calls. Its owner guards it. */
final class Gauge {

    private long recorded;
    private long inFlight;

    /** Totals only grow, and a read may be older than what a commit of ours told. */
    void see(long total) {
        recorded = Math.max(recorded, total);
    }

    void start(long estimate) {
        inFlight += estimate;
    }

    void end(long estimate) {
        inFlight -= estimate;
    }

    long recorded() {
        return recorded;
    }

    long inFlight() {
        return inFlight;
    }
}

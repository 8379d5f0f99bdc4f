package dev.mainnet.model.admission;

/** What this instance knows of an account's or a key's usage. Its owner guards it. */
final class Gauge {

    private long recordedMicro;
    private long inFlightMicro;

    /** Totals only grow, and a read may be older than what a commit of ours told. */
    void see(long totalMicro) {
        recordedMicro = Math.max(recordedMicro, totalMicro);
    }

    void start(long estimateMicro) {
        inFlightMicro += estimateMicro;
    }

    void end(long estimateMicro) {
        inFlightMicro -= estimateMicro;
    }

    long recordedMicro() {
        return recordedMicro;
    }

    long inFlightMicro() {
        return inFlightMicro;
    }
}

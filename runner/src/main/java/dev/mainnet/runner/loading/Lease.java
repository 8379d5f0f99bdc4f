package dev.mainnet.runner.loading;

/** Holds a model in memory until it is closed. */
public final class Lease implements AutoCloseable {
    private final OpenModel model;
    private final Runnable release;

    Lease(OpenModel model, Runnable release) {
        this.model = model;
        this.release = release;
    }

    public OpenModel model() {
        return model;
    }

    @Override
    public void close() {
        release.run();
    }
}

package dev.mainnet.runner.loading;

import dev.mainnet.onnx.OnnxModel;

/** Holds a model in memory until it is closed. */
public final class Lease implements AutoCloseable {
    private final OnnxModel model;
    private final Runnable release;

    Lease(OnnxModel model, Runnable release) {
        this.model = model;
        this.release = release;
    }

    public OnnxModel model() {
        return model;
    }

    @Override
    public void close() {
        release.run();
    }
}

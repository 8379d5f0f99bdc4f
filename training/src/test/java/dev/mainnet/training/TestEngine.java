package dev.mainnet.training;

import java.nio.file.Path;

/** PyTorch for tests: unpacked once for all builds of this machine, on one thread. */
public final class TestEngine {
    private TestEngine() {}

    public static void prepare() {
        TrainingEngine.prepare(Path.of(System.getProperty("java.io.tmpdir"), "mainnet-pytorch"), 1);
    }
}

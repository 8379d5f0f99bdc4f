package dev.mainnet.training;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;

/** PyTorch as this process uses it: what is on the class path and nothing from the network. */
public final class TrainingEngine {
    private TrainingEngine() {}

    /**
     * Where the native libraries are unpacked (430 MB, once), and on how many threads one operation runs; to be called before anything
     * else of this module. Only one thread gives the same numbers each time.
     */
    public static void prepare(Path natives, int threads) {
        System.setProperty("DJL_CACHE_DIR", natives.toAbsolutePath().toString());
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    }

    /** Holds what is made in it until it is closed. */
    public static NDManager manager() {
        System.setProperty("ai.djl.offline", "true");
        return NDManager.newBaseManager();
    }
}

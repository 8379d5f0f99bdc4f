package dev.mainnet.training.data;

/** How examples are cut into batches. A single one that is left over joins the batch before: normalisation needs two to compare. */
public final class Batches {
    private Batches() {}

    public static int number(int examples, int batchSize) {
        boolean oneLeft = batchSize > 1 && examples > batchSize && examples % batchSize == 1;
        return oneLeft ? examples / batchSize : Math.ceilDiv(examples, batchSize);
    }

    /** Where a batch ends, counted from 0; the number of the first example that is not in it. */
    public static int end(int batch, int examples, int batchSize) {
        return batch == number(examples, batchSize) - 1 ? examples : (batch + 1) * batchSize;
    }
}

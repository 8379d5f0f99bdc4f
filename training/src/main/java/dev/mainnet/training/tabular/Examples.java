package dev.mainnet.training.tabular;

/**
 * Rows as a network sees them.
 *
 * @param inputs numbers for each row
 * @param targets what the network should give: the number of a class, or a scaled value
 */
record Examples(float[][] inputs, float[] targets) {
    int size() {
        return targets.length;
    }
}

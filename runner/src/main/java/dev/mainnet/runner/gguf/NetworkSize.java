package dev.mainnet.runner.gguf;

/**
 * The widths of a network, from which follows what memory it needs besides its weights.
 *
 * @param vocabulary the number of tokens
 * @param keyValueWidth the elements that one token keeps in each layer's key cache; its value cache takes no more
 */
public record NetworkSize(int vocabulary, int layers, int embedding, int feedForward, int heads, int keyValueWidth) {
    private static final long HALF = 2;
    private static final long FLOAT = 4;

    /** The bytes of the cache for {@code tokens} tokens in half precision, keys and values. */
    public long cacheBytes(long tokens) {
        return 2 * HALF * layers * keyValueWidth * tokens;
    }

    /** About the bytes that computing {@code batch} tokens at once takes, where {@code tokens} lie in the cache. */
    public long computeBytes(long batch, long tokens) {
        long widest = vocabulary + 2L * feedForward + 8L * embedding + heads * tokens;
        return FLOAT * batch * widest;
    }
}

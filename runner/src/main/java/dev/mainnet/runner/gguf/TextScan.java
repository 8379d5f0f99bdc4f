package dev.mainnet.runner.gguf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * What is to be known of a list of texts without keeping them: a vocabulary can be larger than the heap.
 *
 * @param duplicate whether one is there twice, told by hashes of 64 bits
 * @param byteTokens how many look like {@code <0x0A>}
 */
record TextScan(boolean duplicate, int byteTokens) {
    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final int BYTE_TOKEN_LENGTH = 6;
    private static final int MAX_COMPARED = 1 << 22;

    static final TextScan NONE = new TextScan(false, 0);

    static TextScan read(Cursor cursor, long length) {
        if (length > MAX_COMPARED) {
            throw new NotGgufException("a list of texts has " + length + " elements");
        }
        long[] hashes = new long[(int) length];
        int byteTokens = 0;
        for (int i = 0; i < length; i++) {
            MemorySegment text = cursor.text();
            hashes[i] = hash(text);
            if (text.byteSize() == BYTE_TOKEN_LENGTH
                    && text.get(ValueLayout.JAVA_BYTE, 1) == '0'
                    && text.get(ValueLayout.JAVA_BYTE, 2) == 'x') {
                byteTokens++;
            }
        }
        Arrays.sort(hashes);
        boolean duplicate = false;
        for (int i = 1; i < hashes.length; i++) {
            duplicate |= hashes[i] == hashes[i - 1];
        }
        return new TextScan(duplicate, byteTokens);
    }

    private static long hash(MemorySegment text) {
        long hash = FNV_BASIS;
        for (long i = 0; i < text.byteSize(); i++) {
            hash = (hash ^ text.get(ValueLayout.JAVA_BYTE, i)) * FNV_PRIME;
        }
        return hash;
    }
}

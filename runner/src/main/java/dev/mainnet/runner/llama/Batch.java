package dev.mainnet.runner.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Tokens of several texts that are computed at once. */
public final class Batch implements AutoCloseable {
    private final Arena memory = Arena.ofShared();
    private final MemorySegment batch = memory.allocate(Structs.BATCH);
    private final MemorySegment tokens;
    private final MemorySegment positions;
    private final MemorySegment sequenceCounts;
    private final MemorySegment sequenceLists;
    private final MemorySegment sequences;
    private final MemorySegment wanted;
    private final int capacity;
    private int size;

    Batch(int capacity) {
        this.capacity = capacity;
        tokens = memory.allocate(JAVA_INT, capacity);
        positions = memory.allocate(JAVA_INT, capacity);
        sequenceCounts = memory.allocate(JAVA_INT, capacity);
        sequenceLists = memory.allocate(ADDRESS, capacity);
        sequences = memory.allocate(JAVA_INT, capacity);
        wanted = memory.allocate(JAVA_BYTE, capacity);
        for (int i = 0; i < capacity; i++) {
            sequenceCounts.setAtIndex(JAVA_INT, i, 1);
            sequenceLists.setAtIndex(ADDRESS, i, sequences.asSlice((long) i * Integer.BYTES, Integer.BYTES));
        }
        Structs.set(batch, Structs.BATCH, "token", tokens);
        Structs.set(batch, Structs.BATCH, "pos", positions);
        Structs.set(batch, Structs.BATCH, "n_seq_id", sequenceCounts);
        Structs.set(batch, Structs.BATCH, "seq_id", sequenceLists);
        Structs.set(batch, Structs.BATCH, "logits", wanted);
    }

    /** How many tokens may still be added. */
    public int room() {
        return capacity - size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /**
     * Adds a token.
     *
     * @param position in its text, from 0
     * @param sample whether the token after it is asked for
     * @return the place to ask at
     */
    public int add(int token, int position, int sequence, boolean sample) {
        tokens.setAtIndex(JAVA_INT, size, token);
        positions.setAtIndex(JAVA_INT, size, position);
        sequences.setAtIndex(JAVA_INT, size, sequence);
        wanted.set(JAVA_BYTE, size, (byte) (sample ? 1 : 0));
        return size++;
    }

    MemorySegment segment() {
        Structs.set(batch, Structs.BATCH, "n_tokens", size);
        return batch;
    }

    void clear() {
        size = 0;
    }

    @Override
    public void close() {
        memory.close();
    }
}

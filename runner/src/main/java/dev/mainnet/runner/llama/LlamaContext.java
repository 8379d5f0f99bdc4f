package dev.mainnet.runner.llama;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The state of several texts that are continued at once with one model. For one thread at a time. */
public final class LlamaContext implements AutoCloseable {
    private static final int NO_ROOM = 1;
    private static final float DEFRAGMENT_AT = 0.1f;

    private final ContextFunctions functions;
    private final MemorySegment context;
    private final Batch batch;

    private LlamaContext(ContextFunctions functions, MemorySegment context, Batch batch) {
        this.functions = functions;
        this.context = context;
        this.batch = batch;
    }

    /**
     * Makes room for {@code sequences} texts of {@code tokens} each.
     *
     * @param batch the most tokens computed at once
     */
    public static LlamaContext open(LlamaModel model, int sequences, int tokens, int batch, int threads) {
        ContextFunctions functions = model.llama().contexts();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment params = functions.defaultParams(arena);
            set(params, "n_ctx", sequences * tokens);
            set(params, "n_batch", batch);
            set(params, "n_ubatch", batch);
            set(params, "n_seq_max", sequences);
            set(params, "n_threads", threads);
            set(params, "n_threads_batch", threads);
            Structs.set(params, Structs.CONTEXT_PARAMS, "defrag_thold", DEFRAGMENT_AT);
            MemorySegment context = functions.init(model.address(), params);
            if (context.equals(MemorySegment.NULL)) {
                throw new LlamaException("llama.cpp cannot make room for the model's texts");
            }
            return new LlamaContext(functions, context, new Batch(batch));
        }
    }

    private static void set(MemorySegment params, String field, int value) {
        Structs.set(params, Structs.CONTEXT_PARAMS, field, value);
    }

    MemorySegment address() {
        return context;
    }

    /** What is computed next. */
    public Batch batch() {
        return batch;
    }

    /** Computes the batch and empties it; {@link LlamaSampler#sample} then answers for the places where it was asked for. */
    public void decode() {
        MemorySegment tokens = batch.segment();
        int result = functions.decode(context, tokens);
        if (result == NO_ROOM) {
            functions.cacheDefrag(context);
            result = functions.decode(context, tokens);
        }
        batch.clear();
        if (result != 0) {
            throw new LlamaException("llama.cpp could not compute the next tokens (" + result + ")");
        }
    }

    /** Forgets a text. */
    public void forget(int sequence) {
        functions.cacheRemove(context, sequence, -1, -1);
    }

    @Override
    public void close() {
        functions.free(context);
        batch.close();
    }
}

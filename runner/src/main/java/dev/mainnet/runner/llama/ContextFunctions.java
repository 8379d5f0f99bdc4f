package dev.mainnet.runner.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;

/** The functions of {@code llama.h} on contexts, as C declares them. */
final class ContextFunctions {
    private final MethodHandle defaultParams;
    private final MethodHandle init;
    private final MethodHandle free;
    private final MethodHandle decode;
    private final MethodHandle cacheRemove;
    private final MethodHandle cacheDefrag;
    private final MethodHandle cacheUpdate;

    ContextFunctions(Symbols symbols) {
        defaultParams = symbols.function("llama_context_default_params", Structs.CONTEXT_PARAMS);
        init = symbols.function("llama_init_from_model", ADDRESS, ADDRESS, Structs.CONTEXT_PARAMS);
        free = symbols.procedure("llama_free", ADDRESS);
        decode = symbols.function("llama_decode", JAVA_INT, ADDRESS, Structs.BATCH);
        cacheRemove = symbols.function("llama_kv_self_seq_rm", JAVA_BOOLEAN, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT);
        cacheDefrag = symbols.procedure("llama_kv_self_defrag", ADDRESS);
        cacheUpdate = symbols.procedure("llama_kv_self_update", ADDRESS);
    }

    MemorySegment defaultParams(SegmentAllocator memory) {
        try {
            return (MemorySegment) defaultParams.invokeExact(memory);
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }

    MemorySegment init(MemorySegment model, MemorySegment params) {
        try {
            return (MemorySegment) init.invokeExact(model, params);
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }

    void free(MemorySegment context) {
        try {
            free.invokeExact(context);
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }

    int decode(MemorySegment context, MemorySegment batch) {
        try {
            return (int) decode.invokeExact(context, batch);
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }

    boolean cacheRemove(MemorySegment context, int sequence, int from, int to) {
        try {
            return (boolean) cacheRemove.invokeExact(context, sequence, from, to);
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }

    void cacheDefrag(MemorySegment context) {
        try {
            cacheDefrag.invokeExact(context);
            cacheUpdate.invokeExact(context);
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }
}

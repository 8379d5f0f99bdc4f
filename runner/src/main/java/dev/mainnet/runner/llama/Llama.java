package dev.mainnet.runner.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * llama.cpp in this process. Its library is loaded when the first model is opened, so that a runner without text models does not pay
 * for it. Nothing of it may be called on a model or context that was closed.
 */
public final class Llama {
    private static @Nullable Llama loaded;

    private final ModelFunctions models;
    private final ContextFunctions contexts;
    private final SamplerFunctions samplers;

    private Llama(SymbolLookup library) {
        Symbols symbols = new Symbols(library);
        silence(symbols);
        models = new ModelFunctions(symbols);
        contexts = new ContextFunctions(symbols);
        samplers = new SamplerFunctions(symbols);
    }

    /** The library, unpacked into {@code directory} where it is not there yet. */
    public static synchronized Llama in(Path directory) {
        Llama present = loaded;
        if (present == null) {
            present = new Llama(LlamaLibrary.open(directory));
            loaded = present;
        }
        return present;
    }

    ModelFunctions models() {
        return models;
    }

    ContextFunctions contexts() {
        return contexts;
    }

    SamplerFunctions samplers() {
        return samplers;
    }

    /** llama.cpp writes what it does, tokens of prompts included, to the standard error unless somebody takes it. */
    private static void silence(Symbols symbols) {
        try {
            MethodHandle ignore = MethodHandles.empty(
                    MethodType.methodType(void.class, int.class, MemorySegment.class, MemorySegment.class));
            MemorySegment callback = Linker.nativeLinker()
                    .upcallStub(ignore, FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, ADDRESS), Arena.global());
            symbols.procedure("llama_log_set", ADDRESS, ADDRESS).invokeExact(callback, MemorySegment.NULL);
            symbols.procedure("llama_backend_init").invokeExact();
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }
}

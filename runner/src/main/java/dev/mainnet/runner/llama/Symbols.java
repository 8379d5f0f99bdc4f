package dev.mainnet.runner.llama;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** Finds functions of the library by name. */
final class Symbols {
    private static final Linker LINKER = Linker.nativeLinker();

    private final SymbolLookup library;

    Symbols(SymbolLookup library) {
        this.library = library;
    }

    MethodHandle function(String name, MemoryLayout answer, MemoryLayout... arguments) {
        return LINKER.downcallHandle(library.findOrThrow(name), FunctionDescriptor.of(answer, arguments));
    }

    MethodHandle procedure(String name, MemoryLayout... arguments) {
        return LINKER.downcallHandle(library.findOrThrow(name), FunctionDescriptor.ofVoid(arguments));
    }

    /** What a call of a method handle declares to throw; native code throws nothing, so that only errors of ours come here. */
    static IllegalStateException failure(Throwable error) {
        if (error instanceof Error fatal) {
            throw fatal;
        }
        return new IllegalStateException("A native call failed", error);
    }
}

package dev.mainnet.runner.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;

/** The functions of {@code llama.h} on models and vocabularies, as C declares them. */
final class ModelFunctions {
    private final MethodHandle defaultParams;
    private final MethodHandle load;
    private final MethodHandle free;
    private final MethodHandle hasEncoder;
    private final MethodHandle vocab;
    private final MethodHandle vocabSize;
    private final MethodHandle isEnd;
    private final MethodHandle bos;
    private final MethodHandle eos;
    private final MethodHandle addsBos;
    private final MethodHandle tokenize;
    private final MethodHandle piece;

    ModelFunctions(Symbols symbols) {
        defaultParams = symbols.function("llama_model_default_params", Structs.MODEL_PARAMS);
        load = symbols.function("llama_model_load_from_file", ADDRESS, ADDRESS, Structs.MODEL_PARAMS);
        free = symbols.procedure("llama_model_free", ADDRESS);
        hasEncoder = symbols.function("llama_model_has_encoder", JAVA_BOOLEAN, ADDRESS);
        vocab = symbols.function("llama_model_get_vocab", ADDRESS, ADDRESS);
        vocabSize = symbols.function("llama_vocab_n_tokens", JAVA_INT, ADDRESS);
        isEnd = symbols.function("llama_vocab_is_eog", JAVA_BOOLEAN, ADDRESS, JAVA_INT);
        bos = symbols.function("llama_vocab_bos", JAVA_INT, ADDRESS);
        eos = symbols.function("llama_vocab_eos", JAVA_INT, ADDRESS);
        addsBos = symbols.function("llama_vocab_get_add_bos", JAVA_BOOLEAN, ADDRESS);
        tokenize = symbols.function(
                "llama_tokenize", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_BOOLEAN, JAVA_BOOLEAN);
        piece = symbols.function(
                "llama_token_to_piece", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, JAVA_BOOLEAN);
    }

    MemorySegment defaultParams(SegmentAllocator memory) {
        try {
            return (MemorySegment) defaultParams.invokeExact(memory);
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }

    MemorySegment load(MemorySegment path, MemorySegment params) {
        try {
            return (MemorySegment) load.invokeExact(path, params);
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }

    void free(MemorySegment model) {
        try {
            free.invokeExact(model);
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }

    boolean hasEncoder(MemorySegment model) {
        try {
            return (boolean) hasEncoder.invokeExact(model);
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }

    MemorySegment vocab(MemorySegment model) {
        try {
            return (MemorySegment) vocab.invokeExact(model);
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }

    int vocabSize(MemorySegment vocab) {
        try {
            return (int) vocabSize.invokeExact(vocab);
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }

    boolean isEnd(MemorySegment vocab, int token) {
        try {
            return (boolean) isEnd.invokeExact(vocab, token);
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }

    int bos(MemorySegment vocab) {
        try {
            return (int) bos.invokeExact(vocab);
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }

    int eos(MemorySegment vocab) {
        try {
            return (int) eos.invokeExact(vocab);
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }

    boolean addsBos(MemorySegment vocab) {
        try {
            return (boolean) addsBos.invokeExact(vocab);
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }

    int tokenize(MemorySegment vocab, MemorySegment text, int length, MemorySegment tokens, int max, boolean special) {
        try {
            return (int) tokenize.invokeExact(vocab, text, length, tokens, max, special, true);
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }

    int piece(MemorySegment vocab, int token, MemorySegment buffer, int length, boolean special) {
        try {
            return (int) piece.invokeExact(vocab, token, buffer, length, 0, special);
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }
}

package dev.mainnet.runner.llama;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The weights and the vocabulary of a model in memory. The vocabulary may be used by any number of threads. */
public final class LlamaModel implements AutoCloseable {
    private static final int PIECE_BYTES = 128;

    private final Llama llama;
    private final MemorySegment model;
    private final MemorySegment vocab;

    private LlamaModel(Llama llama, MemorySegment model) {
        this.llama = llama;
        this.model = model;
        this.vocab = llama.models().vocab(model);
    }

    /**
     * Opens a GGUF file, which is mapped and must stay.
     *
     * @throws LlamaException where llama.cpp refuses it
     */
    public static LlamaModel open(Llama llama, Path file) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment params = llama.models().defaultParams(arena);
            Structs.set(params, Structs.MODEL_PARAMS, "check_tensors", true);
            MemorySegment model = llama.models().load(arena.allocateFrom(file.toString()), params);
            if (model.equals(MemorySegment.NULL)) {
                throw new LlamaException(
                        "llama.cpp cannot open the model: its tensors are not those of its architecture,"
                                + " or the architecture or tokenizer is not known");
            }
            if (llama.models().hasEncoder(model)) {
                llama.models().free(model);
                throw new LlamaException("The model has an encoder; only models that continue a text can be served");
            }
            return new LlamaModel(llama, model);
        }
    }

    Llama llama() {
        return llama;
    }

    MemorySegment address() {
        return model;
    }

    /** The number of tokens there are. */
    public int vocabulary() {
        return llama.models().vocabSize(vocab);
    }

    /** Whether the token ends a text. */
    public boolean isEnd(int token) {
        return llama.models().isEnd(vocab, token);
    }

    /** The text of the token that begins each text; empty where there is none. */
    public String beginText() {
        return specialText(llama.models().bos(vocab));
    }

    /** The text of the token that ends a text; empty where there is none. */
    public String endText() {
        return specialText(llama.models().eos(vocab));
    }

    private String specialText(int token) {
        return token < 0 ? "" : new String(piece(token, true), StandardCharsets.UTF_8);
    }

    /**
     * The tokens of a text. Special tokens in it are taken as such, and the one that begins a text is put before it where the model
     * wants it and the text does not have it.
     */
    public int[] tokens(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String begin = llama.models().addsBos(vocab) ? beginText() : "";
        boolean special = begin.isEmpty() || !text.startsWith(begin);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment native8 = arena.allocate(bytes.length + 1L);
            MemorySegment.copy(bytes, 0, native8, JAVA_BYTE, 0, bytes.length);
            // No token has fewer bytes than one, but for the special ones around the text and a space that some models
            // put before it.
            int max = bytes.length + 8;
            MemorySegment tokens = arena.allocate(JAVA_INT, max);
            int count = llama.models().tokenize(vocab, native8, bytes.length, tokens, max, special);
            if (count < 0) {
                throw new LlamaException("The text has more tokens than bytes");
            }
            return tokens.asSlice(0, (long) count * Integer.BYTES).toArray(JAVA_INT);
        }
    }

    /** The bytes a token stands for, which may be a part of a character; none for a special token. */
    public byte[] bytes(int token) {
        return piece(token, false);
    }

    private byte[] piece(int token, boolean special) {
        try (Arena arena = Arena.ofConfined()) {
            int length = PIECE_BYTES;
            while (true) {
                MemorySegment buffer = arena.allocate(length);
                int needed = llama.models().piece(vocab, token, buffer, length, special);
                if (needed >= 0) {
                    return buffer.asSlice(0, needed).toArray(JAVA_BYTE);
                }
                length = -needed;
            }
        }
    }

    /** Frees the memory; no context of this model may be open. */
    @Override
    public void close() {
        llama.models().free(model);
    }
}

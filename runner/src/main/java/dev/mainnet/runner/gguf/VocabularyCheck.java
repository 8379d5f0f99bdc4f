package dev.mainnet.runner.gguf;

import java.util.Optional;
import java.util.Set;

/** Checks the lists of a vocabulary, which llama.cpp reads without asking for their lengths and types. */
final class VocabularyCheck {
    private static final String PREFIX = "tokenizer.ggml.";
    private static final Set<String> TOKENIZERS = Set.of("gpt2", "llama");
    private static final int MAX_TOKENS = 1 << 22;
    private static final int BYTE_TOKENS = 256;

    private final GgufHeader header;

    VocabularyCheck(GgufHeader header) {
        this.header = header;
    }

    /** The number of tokens. */
    int size() {
        String tokenizer = header.text(PREFIX + "model").orElse("");
        if (!TOKENIZERS.contains(tokenizer)) {
            throw new NotGgufException("its tokenizer is '" + tokenizer + "'; " + TOKENIZERS + " are known");
        }
        GgufHeader.Array tokens = array("tokens", ValueType.TEXT)
                .orElseThrow(() -> new NotGgufException("it has no '" + PREFIX + "tokens'"));
        if (tokens.length() < 1 || tokens.length() > MAX_TOKENS) {
            throw new NotGgufException("it has " + tokens.length() + " tokens");
        }
        if (tokens.texts().duplicate()) {
            throw new NotGgufException("a token is there twice");
        }
        if (tokenizer.equals("llama") && tokens.texts().byteTokens() < BYTE_TOKENS) {
            throw new NotGgufException("its vocabulary lacks the tokens <0x00> to <0xFF>");
        }
        if (tokenizer.equals("gpt2") && array("merges", ValueType.TEXT).isEmpty()) {
            throw new NotGgufException("it has no '" + PREFIX + "merges'");
        }
        sameLength("token_type", ValueType.INT32, tokens.length());
        sameLength("scores", ValueType.FLOAT32, tokens.length());
        return (int) tokens.length();
    }

    private void sameLength(String name, int type, long length) {
        array(name, type).filter(list -> list.length() != length).ifPresent(list -> {
            throw new NotGgufException(
                    "'" + PREFIX + name + "' has " + list.length() + " elements for " + length + " tokens");
        });
    }

    private Optional<GgufHeader.Array> array(String name, int type) {
        Optional<GgufHeader.Array> array = Optional.ofNullable(header.arrays().get(PREFIX + name));
        if (header.values().containsKey(PREFIX + name)
                || array.filter(list -> list.type() != type).isPresent()) {
            throw new NotGgufException("'" + PREFIX + name + "' has the wrong type");
        }
        return array;
    }
}

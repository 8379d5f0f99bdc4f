package dev.mainnet.runner.gguf;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a model of a header. Checks what llama.cpp only asserts, for a failed assertion of its ends the process: sizes that do not fit
 * each other, lists of the wrong length or type.
 */
final class ModelCheck {
    /** Networks that llama.cpp opens but that continue no text. */
    private static final Set<String> NO_GENERATORS = Set.of(
            "bert", "nomic-bert", "jina-bert-v2", "t5", "t5encoder", "clip", "wavtokenizer-dec", "mmproj", "whisper");

    private static final String POSITION_RANGE = ".rope.dimension_count";
    private static final String EMBEDDING = "token_embd.weight";
    private static final String SPLITS = "split.count";
    private static final int MAX_CONTEXT = 1 << 30;
    private static final int MAX_LAYERS = 512;
    private static final int MAX_EXPERTS = 256;
    private static final int MAX_WIDTH = 1 << 20;

    private final GgufHeader header;
    private final String architecture;

    ModelCheck(GgufHeader header) {
        this.header = header;
        this.architecture = header.text("general.architecture")
                .orElseThrow(() -> new NotGgufException("it does not tell its architecture"));
    }

    /** @throws NotGgufException naming what does not fit */
    GgufModel model() {
        if (NO_GENERATORS.contains(architecture) || header.isFalse(architecture + ".attention.causal")) {
            throw new NotGgufException("a model of the architecture '" + architecture + "' continues no text");
        }
        if (header.number(SPLITS).orElse(0L) > 1) {
            throw new NotGgufException("it is one part of several; send the model as one file");
        }
        epsilons();
        experts();
        return new GgufModel(
                architecture,
                header.size(architecture + ".context_length", MAX_CONTEXT),
                header.tensors().values().stream().mapToLong(Tensor::elements).sum(),
                size(),
                header.text("tokenizer.chat_template").filter(template -> !template.isBlank()));
    }

    private NetworkSize size() {
        int embedding = header.size(architecture + ".embedding_length", MAX_WIDTH);
        int vocabulary = new VocabularyCheck(header).size();
        Optional<Tensor> weights = Optional.ofNullable(header.tensors().get(EMBEDDING));
        if (weights.isEmpty() || weights.get().dims().size() < 2) {
            throw new NotGgufException("it has no tensor '" + EMBEDDING + "'");
        }
        if (weights.get().dims().get(0) != embedding || weights.get().dims().get(1) != vocabulary) {
            throw new NotGgufException("the tensor '" + EMBEDDING + "' has shape "
                    + weights.get().dims() + ", expected [" + embedding + ", " + vocabulary + "]");
        }
        int layers = header.size(architecture + ".block_count", MAX_LAYERS);
        long feedForward = header.number(architecture + ".feed_forward_length").orElse(4L * embedding);
        int heads = heads(embedding);
        return new NetworkSize(
                vocabulary,
                layers,
                embedding,
                (int) Math.clamp(feedForward, 0, MAX_WIDTH),
                heads,
                keyValueWidth(embedding, heads));
    }

    private int heads(int embedding) {
        String key = architecture + ".attention.head_count";
        if (header.arrays().containsKey(key)) {
            // Each layer has its own; this is about the most there are.
            return Math.max(1, embedding / 32);
        }
        if (architecture.startsWith("mamba") || architecture.startsWith("rwkv")) {
            return 0;
        }
        int heads = header.size(key, embedding);
        if (embedding % heads != 0
                && header.number(architecture + ".attention.key_length").isEmpty()) {
            throw new NotGgufException("'" + key + "' is " + heads + ", which does not divide " + embedding);
        }
        return heads;
    }

    private int keyValueWidth(int embedding, int heads) {
        String key = architecture + ".attention.head_count_kv";
        if (heads == 0 || header.arrays().containsKey(key)) {
            return embedding;
        }
        int keyValueHeads = header.number(key).isEmpty() ? heads : header.size(key, heads);
        if (heads % keyValueHeads != 0) {
            throw new NotGgufException("'" + key + "' is " + keyValueHeads + ", which does not divide " + heads);
        }
        long width = header.number(architecture + ".attention.key_length").orElse((long) embedding / heads);
        long positions = header.number(architecture + POSITION_RANGE).orElse(0L);
        if (width < 1 || width > MAX_WIDTH || positions < 0 || positions > width || positions % 2 != 0) {
            throw new NotGgufException(
                    "its heads have " + width + " elements, " + positions + " of them with positions");
        }
        return (int) Math.min(MAX_WIDTH, width * keyValueHeads);
    }

    private void epsilons() {
        for (Map.Entry<String, Object> value : header.values().entrySet()) {
            if (value.getKey().endsWith("_epsilon")
                    && !(value.getValue() instanceof Double number && number >= 0 && number < 1)) {
                throw new NotGgufException("'" + value.getKey() + "' is no small number");
            }
        }
    }

    private void experts() {
        long experts = header.number(architecture + ".expert_count").orElse(0L);
        long used = header.number(architecture + ".expert_used_count").orElse(0L);
        boolean consistent = experts == 0 ? used == 0 : used > 0 && used <= experts;
        if (experts < 0 || experts > MAX_EXPERTS || !consistent) {
            throw new NotGgufException("it has " + experts + " experts, " + used + " of them used at once");
        }
    }
}

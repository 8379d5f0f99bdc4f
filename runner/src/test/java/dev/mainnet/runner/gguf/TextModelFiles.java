package dev.mainnet.runner.gguf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Models of which the next token is known: it depends on the last one only. Their tokens are the 256 bytes, an end and a mark of who
 * speaks. After {@code a} comes {@link #AFTER_A} and the end, after {@code Y} and {@code Z} the other one for ever, after anything else
 * the end.
 */
public final class TextModelFiles {
    /** Characters of one, two, three and four bytes, no byte twice. */
    public static final String AFTER_A = "bcdefghijklmnopqrstuvwxyz\u00e9\u20ac\ud83d\ude00";

    /** How many tokens {@link #AFTER_A} has. */
    public static final int TOKENS_AFTER_A = AFTER_A.getBytes(StandardCharsets.UTF_8).length;

    public static final String MARK = "<|speaker|>";
    public static final String END = "<|end|>";

    private static final int END_TOKEN = 256;
    private static final int VOCABULARY = 258;
    private static final int WIDTH = 288;
    private static final int HEAD = 32;

    private TextModelFiles() {}

    /** A model that is sure of what comes next. */
    public static byte[] certain() {
        return writer(2).file();
    }

    /** One that holds much possible. */
    public static byte[] wavering() {
        return writer(0.2f).file();
    }

    public static byte[] withTemplate(String template) {
        return writer(2).text("tokenizer.chat_template", template).file();
    }

    /** @param certainty how much likelier the right token is than others */
    public static GgufWriter writer(float certainty) {
        int[] types = new int[VOCABULARY];
        Arrays.fill(types, 1);
        types[END_TOKEN] = 3;
        types[END_TOKEN + 1] = 3;
        return new GgufWriter()
                .text("general.architecture", "llama")
                .number("llama.context_length", 1 << 20)
                .number("llama.embedding_length", WIDTH)
                .number("llama.feed_forward_length", HEAD)
                .number("llama.block_count", 1)
                .number("llama.attention.head_count", 1)
                .number("llama.attention.key_length", HEAD)
                .number("llama.attention.value_length", HEAD)
                .number("llama.rope.dimension_count", HEAD)
                .fraction("llama.attention.layer_norm_rms_epsilon", 1e-6f)
                .text("tokenizer.ggml.model", "gpt2")
                .text("tokenizer.ggml.pre", "gpt-2")
                .texts("tokenizer.ggml.tokens", tokens())
                .numbers("tokenizer.ggml.token_type", types)
                .texts("tokenizer.ggml.merges", List.of("a b"))
                .number("tokenizer.ggml.eos_token_id", END_TOKEN)
                .tensor("token_embd.weight", embedding(), WIDTH, VOCABULARY)
                .tensor("output_norm.weight", ones(), WIDTH)
                .tensor("output.weight", transitions(certainty), WIDTH, VOCABULARY)
                .tensor("blk.0.attn_norm.weight", ones(), WIDTH)
                .zeros("blk.0.attn_q.weight", WIDTH, HEAD)
                .zeros("blk.0.attn_k.weight", WIDTH, HEAD)
                .zeros("blk.0.attn_v.weight", WIDTH, HEAD)
                .zeros("blk.0.attn_output.weight", HEAD, WIDTH)
                .tensor("blk.0.ffn_norm.weight", ones(), WIDTH)
                .zeros("blk.0.ffn_gate.weight", WIDTH, HEAD)
                .zeros("blk.0.ffn_up.weight", WIDTH, HEAD)
                .zeros("blk.0.ffn_down.weight", HEAD, WIDTH);
    }

    /** The bytes as GPT-2 writes them: those that cannot be seen are moved to where letters are. */
    private static List<String> tokens() {
        int[] moved = {256};
        List<String> bytes = IntStream.range(0, 256)
                .map(value -> visible(value) ? value : moved[0]++)
                .mapToObj(Character::toString)
                .toList();
        return java.util.stream.Stream.concat(bytes.stream(), List.of(END, MARK).stream())
                .toList();
    }

    private static boolean visible(int value) {
        return (value > 32 && value < 127) || (value > 160 && value != 173);
    }

    private static float[] ones() {
        float[] ones = new float[WIDTH];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static float[] embedding() {
        float[] rows = new float[WIDTH * VOCABULARY];
        for (int token = 0; token < VOCABULARY; token++) {
            rows[token * WIDTH + token] = 1;
        }
        return rows;
    }

    private static float[] transitions(float certainty) {
        float[] rows = new float[WIDTH * VOCABULARY];
        for (int token = 0; token < VOCABULARY; token++) {
            rows[next(token) * WIDTH + token] = certainty;
        }
        return rows;
    }

    private static int next(int token) {
        byte[] chain = ("a" + AFTER_A).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i + 1 < chain.length; i++) {
            if (Byte.toUnsignedInt(chain[i]) == token) {
                return Byte.toUnsignedInt(chain[i + 1]);
            }
        }
        return token == 'Y' ? 'Z' : token == 'Z' ? 'Y' : END_TOKEN;
    }
}

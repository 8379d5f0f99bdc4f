package dev.mainnet.training.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Text as numbers and back, in the manner of GPT-2: bytes 0 to 255 are the first tokens, each merge of two tokens is one more, and the
 * last token ends a text. Any text can be encoded.
 */
public final class BytePairEncoding {
    /** How the token that ends a text is spelled in vocabularies. */
    static final String END = "<|endoftext|>";

    private static final int BYTES = 256;
    private static final int REMEMBERED_WORDS = 100_000;

    private final List<Merge> merges;
    private final List<byte[]> tokens = new ArrayList<>();
    private final Map<Merge, Integer> merged = new HashMap<>();

    /** Two neighbouring tokens that become one. */
    record Merge(int left, int right) {}

    /** @param merges in the order in which they were learned; merge {@code i} makes token {@code 256 + i} */
    BytePairEncoding(List<Merge> merges) {
        this.merges = List.copyOf(merges);
        for (int value = 0; value < BYTES; value++) {
            tokens.add(new byte[] {(byte) value});
        }
        for (Merge merge : merges) {
            merged.put(merge, tokens.size());
            byte[] left = tokens.get(merge.left());
            byte[] right = tokens.get(merge.right());
            byte[] both = Arrays.copyOf(left, left.length + right.length);
            System.arraycopy(right, 0, both, left.length, right.length);
            tokens.add(both);
        }
    }

    /** The number of tokens, the end included. */
    public int size() {
        return tokens.size() + 1;
    }

    /** The token that ends a text. */
    public int end() {
        return tokens.size();
    }

    /** The tokens of a text, without an end. */
    public int[] encode(String text) {
        Map<String, int[]> known = new HashMap<>();
        List<int[]> words = new ArrayList<>();
        Words.forEach(text, word -> {
            int[] encoded = known.get(word);
            if (encoded == null) {
                encoded = encodeWord(word);
                if (known.size() < REMEMBERED_WORDS) {
                    known.put(word, encoded);
                }
            }
            words.add(encoded);
        });
        return words.stream().flatMapToInt(Arrays::stream).toArray();
    }

    /** The text of some tokens; an end is nothing, and a character that was cut in two shows as U+FFFD. */
    public String decode(int... encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int token : encoded) {
            if (token != end()) {
                bytes.writeBytes(tokens.get(token));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** The vocabulary by number, as GPT-2 spells it. */
    List<String> spelledTokens() {
        List<String> spelled = new ArrayList<>();
        tokens.forEach(token -> spelled.add(ByteAlphabet.spell(token)));
        spelled.add(END);
        return spelled;
    }

    /** The merges in their order, as GPT-2 spells them. */
    List<String> spelledMerges() {
        return merges.stream()
                .map(merge -> ByteAlphabet.spell(tokens.get(merge.left())) + " "
                        + ByteAlphabet.spell(tokens.get(merge.right())))
                .toList();
    }

    private int[] encodeWord(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        int[] parts = new int[bytes.length];
        Arrays.setAll(parts, i -> bytes[i] & 0xFF);
        int length = parts.length;
        while (true) {
            int best = Integer.MAX_VALUE;
            int at = -1;
            for (int i = 0; i + 1 < length; i++) {
                int token = merged.getOrDefault(new Merge(parts[i], parts[i + 1]), Integer.MAX_VALUE);
                if (token < best) {
                    best = token;
                    at = i;
                }
            }
            if (at < 0) {
                return Arrays.copyOf(parts, length);
            }
            parts[at] = best;
            length--;
            System.arraycopy(parts, at + 2, parts, at + 1, length - at - 1);
        }
    }
}

package dev.mainnet.training.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Texts as tokens, one after the other, each with its end.
 *
 * @param learning what the network learns from
 * @param validation what it never sees
 */
public record Corpus(int[] learning, int[] validation) {

    /**
     * Keeps every so many-th text for validation.
     *
     * @param validationShare the part of the texts to keep, 0 to 0.5
     */
    public static Corpus of(BytePairEncoding encoding, List<String> texts, double validationShare) {
        List<int[]> learning = new ArrayList<>();
        List<int[]> validation = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            boolean kept = Math.floor((i + 1) * validationShare) > Math.floor(i * validationShare);
            List<int[]> part = kept ? validation : learning;
            part.add(encoding.encode(texts.get(i)));
            part.add(new int[] {encoding.end()});
        }
        return new Corpus(joined(learning), joined(validation));
    }

    private static int[] joined(List<int[]> parts) {
        return parts.stream().flatMapToInt(Arrays::stream).toArray();
    }
}

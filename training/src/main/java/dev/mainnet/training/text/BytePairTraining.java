package dev.mainnet.training.text;

import dev.mainnet.training.text.BytePairEncoding.Merge;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Learns which tokens a text is best cut into: again and again the two neighbours that stand together most often become one token.
 * The same text gives the same tokens.
 */
public final class BytePairTraining {
    /** A pair seen once is no rule. */
    private static final long LEAST_OCCURRENCES = 2;

    private static final Comparator<Map.Entry<Merge, Long>> MOST_FREQUENT = Comparator.comparingLong(
                    (Map.Entry<Merge, Long> entry) -> entry.getValue())
            .thenComparingInt(entry -> -entry.getKey().left())
            .thenComparingInt(entry -> -entry.getKey().right());

    private final List<Word> words = new ArrayList<>();
    private final Map<Merge, Long> counts = new HashMap<>();
    private final Map<Merge, Set<Word>> places = new HashMap<>();

    private BytePairTraining(Iterable<String> texts) {
        Map<String, Long> occurrences = new LinkedHashMap<>();
        texts.forEach(text -> Words.forEach(text, word -> occurrences.merge(word, 1L, Long::sum)));
        occurrences.forEach((text, count) -> words.add(new Word(text, count)));
        words.forEach(word -> count(word, 1));
    }

    /**
     * An encoding of at most that many tokens, at least 257: the bytes and the end of a text. It has fewer where the texts repeat
     * nothing more.
     */
    public static BytePairEncoding learn(Iterable<String> texts, int size) {
        BytePairTraining training = new BytePairTraining(texts);
        List<Merge> merges = new ArrayList<>();
        while (256 + merges.size() + 1 < size) {
            Optional<Merge> next = training.mostFrequent();
            if (next.isEmpty()) {
                break;
            }
            training.merge(next.get(), 256 + merges.size());
            merges.add(next.get());
        }
        return new BytePairEncoding(merges);
    }

    private Optional<Merge> mostFrequent() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= LEAST_OCCURRENCES)
                .max(MOST_FREQUENT)
                .map(Map.Entry::getKey);
    }

    private void merge(Merge merge, int token) {
        for (Word word : List.copyOf(places.getOrDefault(merge, Set.of()))) {
            count(word, -1);
            word.replace(merge, token);
            count(word, 1);
        }
        counts.remove(merge);
        places.remove(merge);
    }

    private void count(Word word, int sign) {
        for (int i = 0; i + 1 < word.parts.size(); i++) {
            Merge pair = new Merge(word.parts.get(i), word.parts.get(i + 1));
            long count = counts.merge(pair, sign * word.occurrences, Long::sum);
            if (sign > 0) {
                places.computeIfAbsent(pair, unseen -> new LinkedHashSet<>()).add(word);
            } else if (count == 0) {
                counts.remove(pair);
                places.remove(pair);
            }
        }
    }

    private static final class Word {
        private final long occurrences;
        private List<Integer> parts = new ArrayList<>();

        Word(String text, long occurrences) {
            this.occurrences = occurrences;
            for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
                parts.add(value & 0xFF);
            }
        }

        void replace(Merge merge, int token) {
            List<Integer> replaced = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                boolean here =
                        i + 1 < parts.size() && parts.get(i) == merge.left() && parts.get(i + 1) == merge.right();
                replaced.add(here ? token : parts.get(i));
                if (here) {
                    i++;
                }
            }
            parts = replaced;
        }
    }
}

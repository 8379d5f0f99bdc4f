package dev.mainnet.training.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Which rows are learned, and which are kept to judge by.
 *
 * @param learning row numbers
 * @param validation row numbers
 */
public record Split(List<Integer> learning, List<Integer> validation) {

    /**
     * A random split, the same for the same seed, with the same part of each group on both sides.
     *
     * @param groups of each row; rows without one are in neither side
     * @param share the part to keep for validation, from 0 to less than 1
     */
    public static Split of(Map<Integer, String> groups, double share, long seed) {
        Map<String, List<Integer>> byGroup = new LinkedHashMap<>();
        groups.forEach((row, group) ->
                byGroup.computeIfAbsent(group, unseen -> new ArrayList<>()).add(row));
        Random random = new Random(seed);
        List<Integer> learning = new ArrayList<>();
        List<Integer> validation = new ArrayList<>();
        for (List<Integer> rows : byGroup.values()) {
            Collections.shuffle(rows, random);
            int kept = (int) Math.round(rows.size() * share);
            // What is never learned cannot be told.
            kept = Math.min(kept, rows.size() - 1);
            validation.addAll(rows.subList(0, kept));
            learning.addAll(rows.subList(kept, rows.size()));
        }
        Collections.sort(learning);
        Collections.sort(validation);
        return new Split(learning, validation);
    }
}

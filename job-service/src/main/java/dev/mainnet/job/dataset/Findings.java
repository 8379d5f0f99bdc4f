package dev.mainnet.job.dataset;

import java.util.List;
import java.util.Map;

/**
 * What else was seen in a table while it was read.
 *
 * @param missing how many cells of a column are empty, for the columns that have such
 * @param classes the values of the target of a classification, sorted; empty where there is none, or more than {@value #MOST_CLASSES}
 * @param sample the first rows, of each the first columns, long cells cut off
 */
record Findings(Map<String, Long> missing, List<String> classes, List<List<String>> sample) {

    static final int MOST_CLASSES = 1000;
    static final int SAMPLE_ROWS = 5;
    static final int SAMPLE_COLUMNS = 50;
    static final int LONGEST_CELL = 100;

    static final Findings NONE = new Findings(Map.of(), List.of(), List.of());

    Findings {
        missing = Map.copyOf(missing);
        classes = List.copyOf(classes);
        sample = List.copyOf(sample);
    }
}

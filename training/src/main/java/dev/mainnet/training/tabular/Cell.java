package dev.mainnet.training.tabular;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a cell's text means. */
final class Cell {
    private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none", "?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

    private Cell() {}

    static boolean missing(String cell) {
        return MISSING.contains(cell.strip().toLowerCase(Locale.ROOT));
    }

    static boolean isNumber(String cell) {
        return NUMBER.matcher(cell.strip()).matches() && Float.isFinite(Float.parseFloat(cell.strip()));
    }

    /** The number as a model's input has it. */
    static float number(String cell) {
        return Float.parseFloat(cell.strip());
    }
}

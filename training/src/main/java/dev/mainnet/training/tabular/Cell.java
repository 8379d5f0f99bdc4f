package dev.mainnet.training.tabular;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a cell's text means. */
public final class Cell {
    /** What tells in a column of numbers that one is missing. Among texts these may well be some of them. */
    private static final Set<String> NO_NUMBER = Set.of("", "na", "n/a", "nan", "null", "none", "?");

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

    private Cell() {}

    /** Whether the number is missing, in a column of numbers. */
    public static boolean missing(String cell) {
        return NO_NUMBER.contains(cell.strip().toLowerCase(Locale.ROOT));
    }

    /** Tells which of a column's cells are there: of a text the empty ones are not. */
    static Predicate<String> presentIn(List<String> column) {
        boolean numbers = column.stream().allMatch(cell -> missing(cell) || isNumber(cell));
        return numbers ? cell -> !missing(cell) : cell -> !cell.isBlank();
    }

    static boolean isNumber(String cell) {
        return NUMBER.matcher(cell.strip()).matches() && Float.isFinite(Float.parseFloat(cell.strip()));
    }

    /** The number as a model's input has it. */
    static float number(String cell) {
        return Float.parseFloat(cell.strip());
    }
}

package dev.mainnet.job.dataset;

import dev.mainnet.job.dataset.TableDescription.Column;
import dev.mainnet.job.dataset.TableDescription.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Looks at one column's cells as they come by, and tells at the end what they are. */
final class ColumnSurvey {

    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");

    /**
     * What says in a column of numbers that one is missing, as the training reads it. Among texts these may well be some of them: a
     * pain that is "none".
     */
    private static final Set<String> NO_NUMBER = Set.of("na", "n/a", "nan", "null", "none", "?");

    private final String name;
    private boolean whole = true;
    private boolean number = true;
    private boolean filled;
    private long empty;
    private long noNumbers;

    /** @throws UnreadableFileException for a name that cannot be kept */
    ColumnSurvey(String name) {
        if (name.indexOf('\0') >= 0) {
            throw zero("the name of a column");
        }
        this.name = name;
    }

    /** @throws UnreadableFileException for a cell that cannot be kept */
    void see(String cell) {
        if (cell.indexOf('\0') >= 0) {
            throw zero("a cell of the column '" + name + "'");
        }
        if (cell.isBlank()) {
            empty++;
            return;
        }
        if (!number) {
            return;
        }
        String text = cell.strip();
        if (isNoNumber(text)) {
            noNumbers++;
            return;
        }
        filled = true;
        whole = whole && WHOLE.matcher(text).matches();
        number = whole || NUMBER.matcher(text).matches();
    }

    /** PostgreSQL keeps no such text, and ONNX cuts it there. Files in UTF-16 are full of it. */
    private static UnreadableFileException zero(String where) {
        return new UnreadableFileException(where + " holds a character 0; is the file UTF-8?");
    }

    String name() {
        return name;
    }

    private static boolean isNoNumber(String text) {
        return NO_NUMBER.contains(text.toLowerCase(Locale.ROOT));
    }

    /** Those of its values that are classes to be told. */
    List<String> classesAmong(Collection<String> values) {
        return values.stream().filter(value -> !(number && isNoNumber(value))).toList();
    }

    /** How many cells were empty or, in a column of numbers, said that there is none. */
    long missing() {
        return number ? empty + noNumbers : empty;
    }

    /** A column of empty cells is text: nothing shows that it is more. */
    Column column() {
        Kind kind = !number || !filled ? Kind.TEXT : whole ? Kind.WHOLE_NUMBERS : Kind.NUMBERS;
        return new Column(name, kind);
    }
}

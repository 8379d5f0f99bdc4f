package dev.mainnet.job.dataset;

import dev.mainnet.job.dataset.TableDescription.Column;
import dev.mainnet.job.dataset.TableDescription.Kind;
import java.util.regex.Pattern;

/** Looks at one column's cells as they come by, and tells at the end what they are. */
final class ColumnSurvey {

    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");

    private final String name;
    private boolean whole = true;
    private boolean number = true;
    private boolean filled;
    private long missing;

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
            missing++;
            return;
        }
        if (!number) {
            return;
        }
        String text = cell.strip();
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

    /** How many cells were empty. */
    long missing() {
        return missing;
    }

    /** A column of empty cells is text: nothing shows that it is more. */
    Column column() {
        Kind kind = !number || !filled ? Kind.TEXT : whole ? Kind.WHOLE_NUMBERS : Kind.NUMBERS;
        return new Column(name, kind);
    }
}

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

    ColumnSurvey(String name) {
        this.name = name;
    }

    void see(String cell) {
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

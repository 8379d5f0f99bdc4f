package dev.mainnet.job.dataset;

import java.util.List;
import java.util.Optional;

/**
 * What a table holds, whatever its file's format.
 *
 * @param rows lines of data, without the header
 * @param target the column that a model is to learn; nothing where the file has none
 */
public record TableDescription(
        long rows, List<Column> columns, Optional<String> target, char delimiter, Findings findings)
        implements Content {

    public TableDescription(long rows, List<Column> columns, Optional<String> target, char delimiter) {
        this(rows, columns, target, delimiter, Findings.NONE);
    }

    /** A named column. */
    public record Column(String name, Kind kind) {}

    /** What every cell of a column that is not empty can be read as. */
    public enum Kind {
        WHOLE_NUMBERS,
        NUMBERS,
        TEXT;

        boolean isNumeric() {
            return this != TEXT;
        }

        /** The word that users see. */
        String text() {
            return switch (this) {
                case WHOLE_NUMBERS -> "integer";
                case NUMBERS -> "number";
                case TEXT -> "text";
            };
        }
    }

    public TableDescription {
        columns = List.copyOf(columns);
    }

    /** The classes of the target of a classification, where they are known. */
    public List<String> classes() {
        return findings.classes();
    }

    /** The names of all columns but the target. */
    public List<String> features() {
        return columns.stream()
                .map(Column::name)
                .filter(name -> !isTarget(name))
                .toList();
    }

    /** The names of the features that are numbers. */
    public List<String> numericFeatures() {
        return numericColumns().stream().filter(name -> !isTarget(name)).toList();
    }

    /** The names of all columns that are numbers, the target included. */
    public List<String> numericColumns() {
        return columns.stream()
                .filter(column -> column.kind().isNumeric())
                .map(Column::name)
                .toList();
    }

    /**
     * The last column, of two at least, is the target of a regression if it holds numbers, and of a classification if it holds text or whole numbers.
     * Anything else leaves the file without a target: fractions are no classes, and other kinds of dataset learn none.
     */
    static Optional<String> targetOf(List<Column> columns, String datasetType) {
        return targetOf(columns, columns.getLast(), datasetType);
    }

    /** The same of a table whose last column is not its file's last. */
    static Optional<String> targetOf(List<Column> columns, Column last, String datasetType) {
        if (columns.size() < 2) {
            return Optional.empty();
        }
        boolean suits = switch (datasetType) {
            case "classification" -> last.kind() != Kind.NUMBERS;
            case "regression" -> last.kind().isNumeric();
            default -> false;
        };
        return suits ? Optional.of(last.name()) : Optional.empty();
    }

    private boolean isTarget(String name) {
        return target.filter(name::equals).isPresent();
    }
}

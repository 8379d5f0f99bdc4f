package dev.mainnet.job.dataset;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.mainnet.job.dataset.TableDescription.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Looks at the rows of a table as they come by. Keeps a few of them and, of the last column, so many different values. */
final class TableSurvey {

    private static final int LONGEST_CLASS = 200;

    private final List<ColumnSurvey> columns;
    private final SortedSet<String> values = new TreeSet<>();
    private final List<List<String>> sample = new ArrayList<>();
    private boolean tooManyValues;
    private long rows;

    TableSurvey(List<ColumnSurvey> columns) {
        this.columns = columns;
    }

    long rows() {
        return rows;
    }

    /** @throws UnreadableFileException for a row of another width */
    void see(CsvRecord row) {
        if (row.getFieldCount() != columns.size()) {
            throw new UnreadableFileException(
                    row.getStartingLineNumber(),
                    "has " + row.getFieldCount() + " fields, the header has " + columns.size());
        }
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).see(row.getField(i));
        }
        count(row.getField(columns.size() - 1).strip());
        if (sample.size() < Findings.SAMPLE_ROWS) {
            sample.add(row.getFields().stream()
                    .limit(Findings.SAMPLE_COLUMNS)
                    .map(TableSurvey::cut)
                    .toList());
        }
        rows++;
    }

    TableDescription describe(String datasetType, char delimiter) {
        List<Column> found = columns.stream().map(ColumnSurvey::column).toList();
        Optional<String> target = TableDescription.targetOf(found, datasetType);
        boolean classes = target.isPresent() && datasetType.equals("classification") && !tooManyValues;
        Map<String, Long> missing = columns.stream()
                .filter(column -> column.missing() > 0)
                .collect(Collectors.toMap(ColumnSurvey::name, ColumnSurvey::missing));
        return new TableDescription(
                rows,
                found,
                target,
                delimiter,
                new Findings(missing, classes ? columns.getLast().classesAmong(values) : List.of(), sample));
    }

    private void count(String value) {
        if (tooManyValues || value.isEmpty()) {
            return;
        }
        values.add(value);
        if (values.size() > Findings.MOST_CLASSES || value.length() > LONGEST_CLASS) {
            tooManyValues = true;
            values.clear();
        }
    }

    /** Never through the middle of a character. */
    static String cut(String cell) {
        if (cell.length() <= Findings.LONGEST_CELL) {
            return cell;
        }
        int end = Findings.LONGEST_CELL - (Character.isHighSurrogate(cell.charAt(Findings.LONGEST_CELL - 1)) ? 1 : 0);
        return cell.substring(0, end);
    }
}

package dev.mainnet.training.tabular;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.mainnet.training.loop.TrainingFailedException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Rows of text under named columns. */
public record Table(List<String> columns, List<List<String>> rows) {
    private static final int MAX_COLUMNS = 2_000;
    private static final long MAX_CELLS = 50_000_000;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    public Table {
        columns = List.copyOf(columns);
    }

    /**
     * Reads a CSV file in UTF-8 whose first line names the columns.
     *
     * @throws TrainingFailedException when it is no such file, or too large
     */
    public static Table read(Path csv) throws IOException {
        return read(csv, ',');
    }

    /** The same with another character between fields. */
    public static Table read(Path csv, char delimiter) throws IOException {
        try (CsvReader<CsvRecord> records = CsvReader.builder()
                .fieldSeparator(delimiter)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text(csv))) {
            List<String> columns = null;
            List<List<String>> rows = new ArrayList<>();
            for (CsvRecord record : records) {
                if (columns == null) {
                    columns = header(record);
                    continue;
                }
                if (record.getFieldCount() != columns.size()) {
                    throw new TrainingFailedException("Line %d has %d fields, the first line has %d"
                            .formatted(record.getStartingLineNumber(), record.getFieldCount(), columns.size()));
                }
                rows.add(record.getFields());
                if ((long) rows.size() * columns.size() > MAX_CELLS) {
                    throw new TrainingFailedException("The table has more than %,d cells".formatted(MAX_CELLS));
                }
            }
            if (columns == null || rows.isEmpty()) {
                throw new TrainingFailedException("The table has no rows");
            }
            return new Table(columns, rows);
        } catch (CsvParseException e) {
            throw new TrainingFailedException("The file is no CSV table: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new TrainingFailedException("The file is not in UTF-8", e);
            }
            throw e.getCause();
        }
    }

    /** The values of a column, from the first row on. */
    List<String> column(int index) {
        return rows.stream().map(row -> row.get(index)).toList();
    }

    /** @throws TrainingFailedException where there is none of that name */
    int indexOf(String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new TrainingFailedException("The table has no column " + column);
        }
        return index;
    }

    private static List<String> header(CsvRecord record) {
        List<String> columns = record.getFields().stream().map(String::strip).toList();
        if (columns.size() > MAX_COLUMNS) {
            throw new TrainingFailedException("The table has more than %,d columns".formatted(MAX_COLUMNS));
        }
        if (columns.contains("") || new HashSet<>(columns).size() < columns.size()) {
            throw new TrainingFailedException("The first line must give each column a name of its own");
        }
        return columns;
    }

    private static Reader text(Path csv) throws IOException {
        // A decoder of its own reports what is no UTF-8; the usual one would replace it.
        PushbackReader text = new PushbackReader(
                new InputStreamReader(Files.newInputStream(csv), StandardCharsets.UTF_8.newDecoder()));
        int first = text.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            text.unread(first);
        }
        return text;
    }
}

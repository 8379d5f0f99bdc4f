package dev.mainnet.worker.batch;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.mainnet.worker.execution.JobFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The rows of a CSV file, a few at a time. */
final class Table implements AutoCloseable {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int LONGEST_CELL = 1 << 20;

    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final List<String> header;
    private long line = 1;

    /**
     * A row of data.
     *
     * @param line where it begins in the file, counted from 1
     */
    record Row(long line, List<String> cells) {}

    private Table(CsvReader<CsvRecord> reader) {
        this.reader = reader;
        this.records = reader.iterator();
        this.header = next().getFields().stream().map(String::strip).toList();
    }

    static Table open(Path file, char delimiter) throws IOException {
        BufferedReader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        return new Table(CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_CELL)
                .ofCsvRecord(text));
    }

    List<String> header() {
        return header;
    }

    /** @throws JobFailedException where the table has no such column */
    int column(String name) {
        int index = header.indexOf(name);
        if (index < 0) {
            throw new JobFailedException("The dataset has no column '" + name + "'");
        }
        return index;
    }

    /** The next rows, at most so many; none at the end. */
    List<Row> read(int atMost) {
        List<Row> rows = new ArrayList<>();
        while (rows.size() < atMost && hasNext()) {
            CsvRecord record = next();
            if (record.getFieldCount() != header.size()) {
                throw new JobFailedException("line " + line + ": has " + record.getFieldCount()
                        + " fields, the header has " + header.size());
            }
            rows.add(new Row(line, record.getFields()));
        }
        return rows;
    }

    private boolean hasNext() {
        try {
            return records.hasNext();
        } catch (CsvParseException | UncheckedIOException e) {
            throw unreadable();
        }
    }

    private CsvRecord next() {
        try {
            CsvRecord record = records.next();
            line = record.getStartingLineNumber();
            return record;
        } catch (CsvParseException | UncheckedIOException e) {
            throw unreadable();
        }
    }

    private JobFailedException unreadable() {
        return new JobFailedException("The dataset cannot be read as CSV after line " + line);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}

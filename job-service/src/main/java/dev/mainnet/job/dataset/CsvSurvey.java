package dev.mainnet.job.dataset;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Reads a whole CSV file once, holding one record at a time, and tells what is in it or what is wrong with it. Blocks. */
final class CsvSurvey {

    private static final int MAX_NAME = 200;

    private final DatasetSettings settings;

    CsvSurvey(DatasetSettings settings) {
        this.settings = settings;
    }

    /**
     * Reads to the end; the caller closes the stream.
     *
     * @throws UnreadableFileException with the line, where there is one
     */
    TableDescription describe(InputStream bytes, String datasetType) throws IOException {
        long line = 0;
        try {
            CsvText text = CsvText.of(bytes);
            Iterator<CsvRecord> records = reader(text).iterator();
            if (!records.hasNext()) {
                throw new UnreadableFileException("the file is empty");
            }
            TableSurvey table = new TableSurvey(header(records.next()));
            while (records.hasNext()) {
                CsvRecord record = records.next();
                line = record.getStartingLineNumber();
                table.see(record);
            }
            if (table.rows() == 0) {
                throw new UnreadableFileException("the file has a header and no rows");
            }
            return table.describe(datasetType, text.delimiter());
        } catch (CsvParseException e) {
            throw new UnreadableFileException(line + 1, "this is no CSV: " + reasonOf(e));
        } catch (CharacterCodingException e) {
            throw notUtf8(line);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw notUtf8(line);
            }
            throw e;
        }
    }

    private CsvReader<CsvRecord> reader(CsvText text) {
        return CsvReader.builder()
                .fieldSeparator(text.delimiter())
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                // Fields are checked one by one as they end; the buffer only has to hold the largest.
                .maxBufferSize(Math.max(64 * 1024, settings.maxCellCharacters() * 2))
                .build(
                        CsvRecordHandler.of(handler -> handler.maxFields(settings.maxColumns())
                                .maxFieldSize(settings.maxCellCharacters())
                                .maxRecordSize(Math.multiplyExact(4, settings.maxCellCharacters())
                                        + 64 * settings.maxColumns())),
                        text.reader());
    }

    private static List<ColumnSurvey> header(CsvRecord header) {
        Set<String> names = new HashSet<>();
        for (String field : header.getFields()) {
            String name = field.strip();
            if (name.isEmpty()) {
                throw new UnreadableFileException(
                        header.getStartingLineNumber(), "column " + (names.size() + 1) + " has no name");
            }
            if (name.length() > MAX_NAME) {
                throw new UnreadableFileException(
                        header.getStartingLineNumber(),
                        "the name of column " + (names.size() + 1) + " is longer than " + MAX_NAME + " characters");
            }
            if (!names.add(name)) {
                throw new UnreadableFileException(
                        header.getStartingLineNumber(), "two columns are named '" + name + "'");
            }
        }
        return header.getFields().stream()
                .map(field -> new ColumnSurvey(field.strip()))
                .toList();
    }

    /** The parser's own words: they tell of sizes and quotes, never of content. */
    private static String reasonOf(CsvParseException e) {
        Throwable cause = e.getCause();
        return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
    }

    private static UnreadableFileException notUtf8(long line) {
        return new UnreadableFileException("the file is not UTF-8 (after line " + line + ")");
    }
}

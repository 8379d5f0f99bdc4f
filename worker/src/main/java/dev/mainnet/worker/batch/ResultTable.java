package dev.mainnet.worker.batch;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.mainnet.worker.execution.JobFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the input's columns and behind them the predictions. */
final class ResultTable implements AutoCloseable {

    private final CsvWriter writer;
    private final List<String> header;
    private List<String> predicted = List.of();

    ResultTable(Path file, char delimiter, List<String> header) throws IOException {
        this.writer = CsvWriter.builder()
                .fieldSeparator(delimiter)
                .lineDelimiter(LineDelimiter.LF)
                .build(file);
        this.header = header;
    }

    void write(List<Table.Row> rows, Predictions predictions) {
        if (predicted.isEmpty()) {
            predicted = predictions.names();
            writer.writeRecord(
                    concat(header, predicted.stream().map(this::unused).toList()));
        } else if (!predicted.equals(predictions.names())) {
            throw new JobFailedException("The model's answers differ in form");
        }
        for (int i = 0; i < rows.size(); i++) {
            writer.writeRecord(concat(rows.get(i).cells(), predictions.rows().get(i)));
        }
    }

    /** A name that no column of the input has. */
    private String unused(String name) {
        String candidate = name;
        for (int i = 2; header.contains(candidate); i++) {
            candidate = name + "_" + i;
        }
        return candidate;
    }

    private static List<String> concat(List<String> left, List<String> right) {
        List<String> all = new ArrayList<>(left);
        all.addAll(right);
        return all;
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}

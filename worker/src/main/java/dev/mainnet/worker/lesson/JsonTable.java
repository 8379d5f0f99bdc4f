package dev.mainnet.worker.lesson;

import dev.mainnet.training.loop.TrainingFailedException;
import dev.mainnet.training.tabular.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.json.JsonMapper;

/** Objects of a JSON file as rows: each name is a column, in the order in which names first appear, and what an object has not is empty. */
final class JsonTable {

    private static final int MAX_COLUMNS = 2_000;
    private static final long MAX_CELLS = 50_000_000;

    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final List<Map<Integer, String>> rows = new ArrayList<>();
    private long cells;

    private JsonTable() {}

    /** Reads a file that is one list of objects. */
    static Table read(Path file) throws IOException {
        return parse(file, true);
    }

    /** Reads a file of objects, one after the other. */
    static Table readLines(Path file) throws IOException {
        return parse(file, false);
    }

    private static Table parse(Path file, boolean listed) throws IOException {
        JsonTable table = new JsonTable();
        try (JsonParser parser = JsonMapper.shared().createParser(file)) {
            if (listed && parser.nextToken() != JsonToken.START_ARRAY) {
                throw new TrainingFailedException("The file is no list of objects");
            }
            for (JsonToken token = parser.nextToken();
                    token != null && token != JsonToken.END_ARRAY;
                    token = parser.nextToken()) {
                if (token != JsonToken.START_OBJECT) {
                    throw new TrainingFailedException("The file holds something else than objects");
                }
                table.row(parser);
            }
        } catch (StreamReadException e) {
            throw new TrainingFailedException(
                    "The file is no JSON: line " + e.getLocation().getLineNr(), e);
        } catch (JacksonException e) {
            throw new IOException(e);
        }
        return table.finish();
    }

    private void row(JsonParser parser) {
        Map<Integer, String> row = new HashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
                throw new TrainingFailedException("The field %s holds a list or an object".formatted(name));
            }
            int column = columns.computeIfAbsent(name.strip(), unseen -> columns.size());
            if (value != JsonToken.VALUE_NULL) {
                row.put(column, parser.getString());
                cells++;
            }
        }
        if (columns.size() > MAX_COLUMNS || cells > MAX_CELLS) {
            throw new TrainingFailedException(
                    "The file has more than %,d columns or %,d values".formatted(MAX_COLUMNS, MAX_CELLS));
        }
        rows.add(row);
    }

    private Table finish() {
        if (rows.isEmpty() || columns.isEmpty()) {
            throw new TrainingFailedException("The table has no rows");
        }
        List<List<String>> full = new ArrayList<>();
        for (Map<Integer, String> row : rows) {
            List<String> values = new ArrayList<>();
            for (int column = 0; column < columns.size(); column++) {
                values.add(row.getOrDefault(column, ""));
            }
            full.add(values);
        }
        return new Table(List.copyOf(columns.keySet()), full);
    }
}

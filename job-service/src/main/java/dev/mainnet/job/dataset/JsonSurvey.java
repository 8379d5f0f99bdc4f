package dev.mainnet.job.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads objects of a JSON file as rows, holding one at a time: each name is a column, and the last one of the first object may be the target.
 * Blocks.
 */
final class JsonSurvey {

    private static final int LONGEST_NAME = 200;

    private final DatasetSettings settings;
    private final JsonMapper json;
    private final Map<String, ColumnSurvey> columns = new LinkedHashMap<>();
    private final Map<String, Long> seen = new LinkedHashMap<>();
    private final List<Map<String, String>> sample = new ArrayList<>();
    private final SortedSet<String> values = new TreeSet<>();
    private Optional<String> last = Optional.empty();
    private boolean tooManyValues;
    private long rows;

    private JsonSurvey(DatasetSettings settings) {
        this.settings = settings;
        this.json = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxStringLength(settings.maxCellCharacters())
                                .maxNameLength(LONGEST_NAME)
                                .maxNestingDepth(10)
                                .build())
                        .build())
                .build();
    }

    /**
     * Describes it; the caller closes the stream.
     *
     * @throws UnreadableFileException with the line, where there is one
     */
    static TableDescription describe(InputStream bytes, Format format, String datasetType, DatasetSettings settings)
            throws IOException {
        return new JsonSurvey(settings).read(bytes, format == Format.JSON, datasetType);
    }

    private TableDescription read(InputStream bytes, boolean listed, String datasetType) throws IOException {
        try (JsonParser parser = json.createParser(bytes)) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new UnreadableFileException("the file is empty");
            }
            if (listed) {
                if (token != JsonToken.START_ARRAY) {
                    throw new UnreadableFileException("the file is no list of objects");
                }
                token = parser.nextToken();
            }
            for (; token != null && token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                row(parser, token);
            }
            if (parser.nextToken() != null) {
                throw new UnreadableFileException(line(parser), "something follows the list");
            }
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            throw new UnreadableFileException(
                    Math.max(1, e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
                    "this is no JSON, or a value is too long");
        }
        if (rows == 0) {
            throw new UnreadableFileException("the file has no rows");
        }
        return describe(datasetType);
    }

    private void row(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            throw new UnreadableFileException(line(parser), "is no object");
        }
        Map<String, String> shown = new LinkedHashMap<>();
        String name = parser.nextName();
        for (; name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
                throw new UnreadableFileException(line(parser), "'" + name + "' holds a list or an object");
            }
            cell(parser, name.strip(), value == JsonToken.VALUE_NULL ? "" : parser.getString(), shown);
        }
        if (rows == 0) {
            last = columns.keySet().stream().reduce((first, second) -> second);
        }
        last.map(shown::get).or(() -> Optional.of("")).ifPresent(this::count);
        if (sample.size() < Findings.SAMPLE_ROWS) {
            sample.add(shown);
        }
        rows++;
    }

    private void cell(JsonParser parser, String name, String text, Map<String, String> shown) {
        if (name.isEmpty()) {
            throw new UnreadableFileException(line(parser), "a field has no name");
        }
        if (columns.size() >= settings.maxColumns() && !columns.containsKey(name)) {
            throw new UnreadableFileException(
                    line(parser), "the objects have more than " + settings.maxColumns() + " fields");
        }
        columns.computeIfAbsent(name, ColumnSurvey::new).see(text);
        seen.merge(name, 1L, Long::sum);
        if (shown.put(name, text) != null) {
            throw new UnreadableFileException(line(parser), "the field '" + name + "' is there twice");
        }
    }

    private void count(String value) {
        if (tooManyValues || value.isBlank()) {
            return;
        }
        values.add(value.strip());
        if (values.size() > Findings.MOST_CLASSES) {
            tooManyValues = true;
            values.clear();
        }
    }

    private List<String> classes(Optional<String> target) {
        return target.map(columns::get)
                .map(column -> column.classesAmong(values))
                .orElse(List.of());
    }

    private TableDescription describe(String datasetType) {
        List<TableDescription.Column> found =
                columns.values().stream().map(ColumnSurvey::column).toList();
        Optional<String> target = last.flatMap(name -> found.stream()
                        .filter(column -> column.name().equals(name))
                        .findFirst())
                .flatMap(column -> TableDescription.targetOf(found, column, datasetType));
        Map<String, Long> missing = columns.values().stream()
                .collect(Collectors.toMap(
                        ColumnSurvey::name, column -> column.missing() + rows - seen.getOrDefault(column.name(), 0L)));
        missing.values().removeIf(count -> count == 0);
        boolean classes = target.isPresent() && datasetType.equals("classification") && !tooManyValues;
        return new TableDescription(
                rows, found, target, ',', new Findings(missing, classes ? classes(target) : List.of(), rowsShown()));
    }

    private List<List<String>> rowsShown() {
        return sample.stream()
                .map(row -> columns.keySet().stream()
                        .limit(Findings.SAMPLE_COLUMNS)
                        .map(name -> TableSurvey.cut(row.getOrDefault(name, "")))
                        .toList())
                .toList();
    }

    private static long line(JsonParser parser) {
        return parser.currentLocation().getLineNr();
    }
}

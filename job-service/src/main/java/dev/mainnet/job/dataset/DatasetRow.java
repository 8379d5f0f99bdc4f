package dev.mainnet.job.dataset;

import dev.mainnet.defaults.objectstore.StoredObject;
import dev.mainnet.job.dataset.TableDescription.Column;
import dev.mainnet.job.dataset.TableDescription.Kind;
import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A row of the table {@code dataset}. */
final class DatasetRow {

    private static final JsonMapper JSON = new JsonMapper();

    private DatasetRow() {}

    static String json(Content content) {
        return JSON.writeValueAsString(content);
    }

    static String findings(TableDescription content) {
        return JSON.writeValueAsString(content.findings());
    }

    static Dataset read(Readable row) {
        return new Dataset(
                get(row, "id", UUID.class),
                get(row, "owner_id", UUID.class),
                get(row, "name", String.class),
                Optional.ofNullable(row.get("description", String.class)),
                get(row, "dataset_type", String.class),
                Format.ofColumn(get(row, "format", String.class)),
                new StoredObject(
                        get(row, "object_key", String.class),
                        get(row, "size_bytes", Long.class),
                        get(row, "sha256", String.class)),
                get(row, "uploaded_at", OffsetDateTime.class).toInstant(),
                stage(row));
    }

    private static Dataset.Stage stage(Readable row) {
        return switch (get(row, "status", String.class)) {
            case "ready" -> new Dataset.Ready(content(row));
            case "failed" -> new Dataset.Failed(get(row, "failure", String.class));
            default -> new Dataset.Processing();
        };
    }

    private static Content content(Readable row) {
        return switch (Format.ofColumn(get(row, "format", String.class))) {
            case ZIP -> JSON.readValue(get(row, "content", String.class), PicturesDescription.class);
            case TXT -> JSON.readValue(get(row, "content", String.class), TextDescription.class);
            case CSV, JSON, JSONL -> table(row);
        };
    }

    private static TableDescription table(Readable row) {
        String[] names = get(row, "column_names", String[].class);
        String[] kinds = get(row, "column_kinds", String[].class);
        List<Column> columns = IntStream.range(0, names.length)
                .mapToObj(i -> new Column(names[i], Kind.valueOf(kinds[i])))
                .toList();
        return new TableDescription(
                get(row, "row_count", Long.class),
                columns,
                Optional.ofNullable(row.get("target", String.class)),
                get(row, "delimiter", String.class).charAt(0),
                Optional.ofNullable(row.get("findings", String.class))
                        .map(text -> JSON.readValue(text, Findings.class))
                        .orElse(Findings.NONE));
    }

    private static <T> T get(Readable row, String column, Class<T> type) {
        @Nullable T value = row.get(column, type);
        return Objects.requireNonNull(value, column);
    }
}

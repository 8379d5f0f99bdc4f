package dev.mainnet.job.dataset;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** The kinds of file that datasets come in. */
public enum Format {
    CSV,
    /** One list of objects. */
    JSON,
    /** An object in each line. */
    JSONL,
    /** Pictures in folders, one for each class. */
    ZIP,
    /** Plain text to go on with. */
    TXT;

    private Set<String> endings() {
        return switch (this) {
            case CSV -> Set.of("csv", "tsv");
            case JSON -> Set.of("json");
            case JSONL -> Set.of("jsonl", "ndjson");
            case ZIP -> Set.of("zip");
            case TXT -> Set.of("txt");
        };
    }

    private Set<String> types() {
        return switch (this) {
            case CSV -> Set.of("text/csv", "application/csv", "text/tab-separated-values");
            case JSON -> Set.of("application/json");
            case JSONL -> Set.of("application/jsonl", "application/x-ndjson", "application/x-jsonlines");
            case ZIP -> Set.of("application/zip", "application/x-zip-compressed");
            case TXT -> Set.of();
        };
    }

    /** The word that is stored and told, which is also the usual ending of such files. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the file is a table. */
    public boolean isTable() {
        return this == CSV || this == JSON || this == JSONL;
    }

    static Format ofColumn(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /**
     * The format of an upload: by the ending of its name, else by the type it was sent with; nothing where neither is known. A file of
     * the ending {@code txt} is plain text or a table, as its dataset's type says.
     */
    static Optional<Format> of(String filename, @Nullable MediaType type) {
        String ending = filename.substring(filename.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String plainType = type == null ? "" : type.getType() + "/" + type.getSubtype();
        return Arrays.stream(values())
                .filter(format -> format.endings().contains(ending))
                .findFirst()
                .or(() -> Arrays.stream(values())
                        .filter(format -> format.types().contains(plainType))
                        .findFirst());
    }

    /** Plain text that is to be learned column by column is a table. */
    Format of(String datasetType) {
        return this == TXT && (datasetType.equals("classification") || datasetType.equals("regression")) ? CSV : this;
    }
}

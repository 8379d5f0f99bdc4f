package dev.mainnet.job.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mainnet.defaults.objectstore.StoredObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is in a dataset's file, as users see it.
 *
 * @param format csv, json, jsonl, zip or txt
 * @param rows of a table; pictures; lines of a text
 * @param types integer, number or text, by column
 * @param missingValues empty cells by column, of columns that have such
 * @param classes of a classification; null where there are none, or too many to tell
 * @param examplesPerClass pictures of each class
 * @param characters of a text
 * @param skippedFiles of a ZIP file: what is no picture
 * @param sample the first rows or lines, shortened
 * @param checksum of the file
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DatasetMetadata(
        String format,
        long rows,
        int columns,
        List<String> features,
        @Nullable String target,
        Map<String, String> types,
        Map<String, Long> missingValues,
        @Nullable List<String> classes,
        @Nullable Map<String, Long> examplesPerClass,
        @Nullable Long characters,
        @Nullable Long skippedFiles,
        List<List<String>> sample,
        String checksum) {

    static DatasetMetadata of(Content content, Format format, StoredObject file) {
        String checksum = "sha256:" + file.sha256();
        return switch (content) {
            case TableDescription table -> of(table, format.text(), checksum);
            case PicturesDescription pictures ->
                new DatasetMetadata(
                        format.text(),
                        pictures.pictures(),
                        2,
                        List.of("image"),
                        "class",
                        Map.of("image", "image", "class", "text"),
                        Map.of(),
                        List.copyOf(pictures.classes().keySet()),
                        pictures.classes(),
                        null,
                        pictures.skipped(),
                        List.of(),
                        checksum);
            case TextDescription text ->
                new DatasetMetadata(
                        format.text(),
                        text.lines(),
                        1,
                        List.of("text"),
                        null,
                        Map.of("text", "text"),
                        Map.of(),
                        null,
                        null,
                        text.characters(),
                        null,
                        text.sample().stream().map(List::of).toList(),
                        checksum);
        };
    }

    private static DatasetMetadata of(TableDescription table, String format, String checksum) {
        Map<String, String> types = new LinkedHashMap<>();
        table.columns().forEach(column -> types.put(column.name(), column.kind().text()));
        Findings findings = table.findings();
        return new DatasetMetadata(
                format,
                table.rows(),
                table.columns().size(),
                table.features(),
                table.target().orElse(null),
                types,
                findings.missing(),
                findings.classes().isEmpty() ? null : findings.classes(),
                null,
                null,
                null,
                findings.sample(),
                checksum);
    }
}

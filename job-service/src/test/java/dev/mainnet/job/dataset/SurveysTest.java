package dev.mainnet.job.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.job.dataset.TableDescription.Column;
import dev.mainnet.job.dataset.TableDescription.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

class SurveysTest {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 1, 2, 3};

    private final DatasetSettings settings = new DatasetSettings(1 << 20, 5, 1000, 10);

    @Test
    void theNameTellsTheFormatAndElseTheType() {
        assertThat(Format.of("a.CSV", null)).contains(Format.CSV);
        assertThat(Format.of("a.ndjson", null)).contains(Format.JSONL);
        assertThat(Format.of("a.zip", MediaType.TEXT_PLAIN)).contains(Format.ZIP);
        assertThat(Format.of("data", MediaType.APPLICATION_JSON)).contains(Format.JSON);
        assertThat(Format.of("a.xlsx", null)).isEmpty();
        assertThat(Format.TXT.of("regression")).isEqualTo(Format.CSV);
        assertThat(Format.TXT.of("text")).isEqualTo(Format.TXT);
    }

    @Test
    void objectsAreRowsAndTheirNamesColumns() throws IOException {
        TableDescription found = json(
                "[{\"a\": 1.5, \"y\": \"no\"}, {\"a\": null, \"b\": true, \"y\": \"yes\"}]",
                Format.JSON,
                "classification");

        assertThat(found.rows()).isEqualTo(2);
        assertThat(found.columns())
                .containsExactly(new Column("a", Kind.NUMBERS), new Column("y", Kind.TEXT), new Column("b", Kind.TEXT));
        assertThat(found.target()).contains("y");
        assertThat(found.findings().classes()).containsExactly("no", "yes");
        assertThat(found.findings().missing()).isEqualTo(Map.of("a", 1L, "b", 1L));
        assertThat(found.findings().sample()).containsExactly(List.of("1.5", "no", ""), List.of("", "yes", "true"));
    }

    @Test
    void linesOfObjectsAreRowsToo() throws IOException {
        assertThat(json("{\"a\": 1, \"y\": 2}\n{\"a\": 2, \"y\": 3}\n", Format.JSONL, "regression")
                        .target())
                .contains("y");
    }

    @Test
    void refusesWhatIsNoTable() {
        for (String content : List.of(
                "",
                "[]",
                "{}",
                "[1]",
                "[{\"a\": [1]}]",
                "[{\"a\": 1}",
                "[{\"a\": 1, \"a\": 2}]",
                "[{\"a\":1}] [",
                "[{\"a\": \"" + "x".repeat(2000) + "\"}]",
                "[{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1}]")) {
            assertThatThrownBy(() -> json(content, Format.JSON, "classification"))
                    .as(content)
                    .isInstanceOf(UnreadableFileException.class);
        }
    }

    @Test
    void foldersOfPicturesAreClasses() throws IOException {
        PicturesDescription found = zip(Map.of(
                "pets/cat/1.png", PNG,
                "pets/dog/1.png", PNG,
                "pets/dog/2.PNG", PNG,
                "pets/dog/notes.txt", PNG,
                "pets/dog/broken.png", "no picture at all".getBytes(StandardCharsets.UTF_8)));

        assertThat(found.classes()).isEqualTo(Map.of("cat", 1L, "dog", 2L));
        assertThat(found.skipped()).isEqualTo(2);
    }

    @Test
    void refusesZipFilesThatAreNoPicturesOrTraps() {
        assertThatThrownBy(() -> zip(Map.of("a/1.png", PNG, "../b/1.png", PNG))).hasMessageContaining("leads out");
        assertThatThrownBy(() -> zip(Map.of("a/1.png", PNG, "a/2.png", PNG))).hasMessageContaining("two folders");
        assertThatThrownBy(() -> zip(Map.of("a/1.png", new byte[40 << 20]))).hasMessageContaining("unpacks");
        assertThatThrownBy(
                        () -> ZipSurvey.describe(new ByteArrayInputStream("PK no".getBytes(StandardCharsets.UTF_8)), 5))
                .isInstanceOf(UnreadableFileException.class);
    }

    @Test
    void textIsCountedAndMustBeText() throws IOException {
        TextDescription found = text("First line\n\nSecond é line");
        assertThat(found.lines()).isEqualTo(3);
        assertThat(found.sample()).containsExactly("First line", "Second é line");

        assertThatThrownBy(() -> text(" \n ")).hasMessageContaining("no text");
        assertThatThrownBy(() -> text("a\0b")).hasMessageContaining("no plain text");
        assertThatThrownBy(() -> TextSurvey.describe(new ByteArrayInputStream(new byte[] {(byte) 0xE9, 'a'}), 2))
                .hasMessageContaining("not UTF-8");
    }

    private TableDescription json(String content, Format format, String type) throws IOException {
        return JsonSurvey.describe(
                new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), format, type, settings);
    }

    private static TextDescription text(String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return TextSurvey.describe(new ByteArrayInputStream(bytes), bytes.length);
    }

    private static PicturesDescription zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : new LinkedHashMap<>(files).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return ZipSurvey.describe(new ByteArrayInputStream(bytes.toByteArray()), bytes.size());
    }
}

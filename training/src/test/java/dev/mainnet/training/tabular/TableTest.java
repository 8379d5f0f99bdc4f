package dev.mainnet.training.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.training.loop.TrainingFailedException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
    @TempDir
    private Path folder;

    @Test
    void readsQuotedCellsAndAByteOrderMark() throws IOException {
        Table table = read("\uFEFFa, b\n\"x, y\",2\n", StandardCharsets.UTF_8);
        assertThat(table.columns()).containsExactly("a", "b");
        assertThat(table.rows()).containsExactly(List.of("x, y", "2"));
    }

    @Test
    void namesTheLineThatIsTooShort() {
        assertThatThrownBy(() -> read("a,b\n1,2\n3\n", StandardCharsets.UTF_8))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessage("Line 3 has 1 fields, the first line has 2");
    }

    @Test
    void refusesAnotherEncoding() {
        assertThatThrownBy(() -> read("name\nMüller\n", StandardCharsets.ISO_8859_1))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessage("The file is not in UTF-8");
    }

    @Test
    void refusesATableWithoutRowsOrNames() {
        assertThatThrownBy(() -> read("", StandardCharsets.UTF_8)).hasMessage("The table has no rows");
        assertThatThrownBy(() -> read("a,b\n", StandardCharsets.UTF_8)).hasMessage("The table has no rows");
        assertThatThrownBy(() -> read("a,a\n1,2\n", StandardCharsets.UTF_8))
                .hasMessage("The first line must give each column a name of its own");
    }

    @Test
    void refusesTooManyColumns() {
        assertThatThrownBy(() -> read("a" + ",a".repeat(3_000) + "\n", StandardCharsets.UTF_8))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessage("The table has more than 2,000 columns");
    }

    private Table read(String content, Charset charset) throws IOException {
        return Table.read(Files.writeString(folder.resolve("table.csv"), content, charset));
    }
}

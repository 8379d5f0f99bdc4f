package dev.mainnet.worker.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.training.loop.TrainingFailedException;
import dev.mainnet.training.tabular.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonTableTest {

    @TempDir
    Path folder;

    @Test
    void makesAColumnOfEachName() throws IOException {
        Table table = JsonTable.read(file("[{\"a\": 1.50, \"b\": \"x\"}, {\"c\": true, \"a\": null}]"));

        assertThat(table.columns()).containsExactly("a", "b", "c");
        assertThat(table.rows()).containsExactly(List.of("1.50", "x", ""), List.of("", "", "true"));
    }

    @Test
    void readsAnObjectALine() throws IOException {
        Table table = JsonTable.readLines(file("{\"a\": 1}\n\n{\"a\": 2}\n"));

        assertThat(table.rows()).containsExactly(List.of("1"), List.of("2"));
    }

    @Test
    void refusesWhatIsNoTable() throws IOException {
        for (String content : List.of("", "{}", "[1]", "[{\"a\": {}}]", "[{\"a\": 1}", "[]")) {
            Path file = file(content);
            assertThatThrownBy(() -> JsonTable.read(file)).as(content).isInstanceOf(TrainingFailedException.class);
        }
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("table"), content);
    }
}

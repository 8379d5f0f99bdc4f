package dev.mainnet.job.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.job.dataset.TableDescription.Column;
import dev.mainnet.job.dataset.TableDescription.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvSurveyTest {

    private final CsvSurvey survey = new CsvSurvey(new DatasetSettings(1 << 20, 50, 1000, 10));

    @Test
    void describesColumnsRowsAndTarget() throws IOException {
        TableDescription found = describe("a,b,species\n5.1,3,setosa\n4.9,2,virginica\n", "classification");

        assertThat(found.rows()).isEqualTo(2);
        assertThat(found.columns())
                .containsExactly(
                        new Column("a", Kind.NUMBERS),
                        new Column("b", Kind.WHOLE_NUMBERS),
                        new Column("species", Kind.TEXT));
        assertThat(found.target()).contains("species");
        assertThat(found.features()).containsExactly("a", "b");
        assertThat(found.numericFeatures()).containsExactly("a", "b");
    }

    @Test
    void countsEmptyCellsTellsClassesAndKeepsTheFirstRows() throws IOException {
        Findings found = describe("a,b,y\n1,,no\n ,x,yes\n3,y,no\n4,z,\n5,z,no\n6,z,yes\n", "classification")
                .findings();

        assertThat(found.missing()).isEqualTo(Map.of("a", 1L, "b", 1L, "y", 1L));
        assertThat(found.classes()).containsExactly("no", "yes");
        assertThat(found.sample()).hasSize(5).startsWith(List.of("1", "", "no"));
        assertThat(describe("a,y\n1,2\n", "regression").findings().classes()).isEmpty();
    }

    @Test
    void readsNoneAsAMissingNumberAmongNumbersAndAsATextAmongTexts() throws IOException {
        TableDescription found = describe("n,pain,y\n1,none,0\nNA,mild,1\n?,NA,n/a\n", "classification");

        assertThat(found.columns())
                .containsExactly(
                        new Column("n", Kind.WHOLE_NUMBERS),
                        new Column("pain", Kind.TEXT),
                        new Column("y", Kind.WHOLE_NUMBERS));
        assertThat(found.findings().missing()).isEqualTo(Map.of("n", 2L, "y", 1L));
        assertThat(found.findings().classes()).containsExactly("0", "1");
    }

    @Test
    void keepsLittleOfMuch() throws IOException {
        String wide = IntStream.range(0, 50).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        String row = "x".repeat(99) + "\uD83D\uDE00" + ",y".repeat(49);
        String manyClasses =
                IntStream.range(0, 1001).mapToObj(i -> i + ",k" + i + "\n").collect(Collectors.joining());

        assertThat(describe(wide + "\n" + row + "\n", "other")
                        .findings()
                        .sample()
                        .getFirst()
                        .getFirst())
                .isEqualTo("x".repeat(99));
        assertThat(describe("a,y\n" + manyClasses, "classification").findings().classes())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "classification, 1, y", "classification, 1.5, ", "classification, cat, y",
        "regression, 1.5, y", "regression, cat, ", "other, 1, "
    })
    void takesTheLastColumnForTheTargetWhereItCanBeOne(String type, String value, String target) throws IOException {
        assertThat(describe("x,y\n1," + value + "\n", type).target().orElse(null))
                .isEqualTo(target);
    }

    @Test
    void readsByteOrderMarkCarriageReturnsQuotesAndBlankLines() throws IOException {
        TableDescription found =
                describe("\uFEFF\"first, one\",b\r\n\"1\",\"two\r\nlines\"\r\n\r\n2,\"\"\"\"", "other");

        assertThat(found.columns())
                .containsExactly(new Column("first, one", Kind.WHOLE_NUMBERS), new Column("b", Kind.TEXT));
        assertThat(found.rows()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a;b|;", "a,b;c,d|,", "a|,"})
    void findsTheDelimiter(String header, char delimiter) throws IOException {
        String row = header.replaceAll("\\w", "1");
        assertThat(describe(header + "\n" + row + "\n", "other").delimiter()).isEqualTo(delimiter);
    }

    @Test
    void findsTabs() throws IOException {
        assertThat(describe("a\tb, c\td\n1\t2\t3\n", "other").columns())
                .extracting(Column::name)
                .containsExactly("a", "b, c", "d");
    }

    @Test
    void takesEmptyCellsForMissingNumbersAndAnEmptyColumnForText() throws IOException {
        assertThat(describe("a,b\n1,\n,\n3,\n", "other").columns())
                .containsExactly(new Column("a", Kind.WHOLE_NUMBERS), new Column("b", Kind.TEXT));
    }

    @Test
    void tellsTheLineOfARaggedRow() {
        assertFails("a,b\n1,2\n3\n", "line 3: has 1 fields, the header has 2");
        assertFails("a,b\n\"x\ny\",2\n1,2,3\n", "line 4: has 3 fields, the header has 2");
    }

    @Test
    void refusesWhatIsNoTable() {
        assertFails("", "the file is empty");
        assertFails("a,b\n", "the file has a header and no rows");
        assertFails("a,a\n1,2\n", "line 1: two columns are named 'a'");
        assertFails("a,,c\n1,2,3\n", "line 1: column 2 has no name");
        assertThatThrownBy(() -> describe("a,b\n1,\"2\n3,4\n", "other"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void refusesAZeroCharacterWhereverItIs() {
        assertFails("a\0,b\n1,2\n", "the name of a column holds a character 0; is the file UTF-8?");
        assertFails("a,b\n1,x\0y\n", "a cell of the column 'b' holds a character 0; is the file UTF-8?");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[] latin1 = "a,b\n1,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> survey.describe(new ByteArrayInputStream(latin1), "other"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void boundsColumnsAndCells() {
        assertThatThrownBy(() -> describe("c,".repeat(60) + "c\n", "other"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("line 1");
        assertThatThrownBy(() -> describe("a,b\n1," + "x".repeat(1001) + "\n", "other"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("line");
    }

    private void assertFails(String csv, String reason) {
        assertThatThrownBy(() -> describe(csv, "other"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessage(reason);
    }

    private TableDescription describe(String csv, String type) throws IOException {
        return survey.describe(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), type);
    }
}

package dev.mainnet.model.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonTensorsTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "BOOL   | [true, false]",
                "UINT8  | [0, 255]",
                "INT8   | [-128, 127]",
                "UINT16 | [0, 65535]",
                "INT16  | [-32768, 32767]",
                "UINT32 | [0, 4294967295]",
                "INT32  | [-2147483648, 2147483647]",
                "UINT64 | [0, 18446744073709551615]",
                "INT64  | [-9223372036854775808, 9223372036854775807]",
                "FP16   | [0.5, -65504.0]",
                "BF16   | [0.5, -3.0]",
                "FP32   | [0.1, -3.4E38]",
                "FP64   | [0.1, 1.7E308]",
                "BYTES  | ['', 'grün \uD83C\uDF31']",
            })
    void takesWhatEachDatatypeHoldsAndGivesItBackUnchanged(Datatype datatype, String row) {
        String json = row.replace('\'', '"');

        Tensor tensor = JsonTensors.read(new TensorSpec("x", datatype, List.of(-1L, 2L)), JSON.readTree(json));

        assertThat(tensor.shape()).containsExactly(1L, 2L);
        JsonNode back = JSON.readTree(JSON.writeValueAsString(TensorValues.row(tensor, 0)));
        assertThat(back).hasToString(JSON.readTree(json).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "BOOL   | 1",
                "BOOL   | 'true'",
                "UINT8  | 256",
                "UINT8  | -1",
                "INT8   | 128",
                "UINT16 | 65536",
                "INT16  | -32769",
                "UINT32 | 4294967296",
                "INT32  | 2147483648",
                "INT32  | 1.5",
                "UINT64 | 18446744073709551616",
                "UINT64 | -1",
                "INT64  | 9223372036854775808",
                "INT64  | 1e300",
                "INT64  | 'NaN'",
                "FP16   | 65520",
                "BF16   | 3.4e38",
                "FP32   | 1e39",
                "FP32   | 'much'",
                "FP32   | true",
                "FP32   | null",
                "FP64   | 1e400",
                "FP64   | {}",
                "BYTES  | 5",
            })
    void refusesWhatADatatypeCannotHold(Datatype datatype, String value) {
        TensorSpec spec = new TensorSpec("speed", datatype, List.of(-1L, 1L));
        JsonNode row = JSON.readTree("[" + value.replace('\'', '"') + "]");

        assertThatThrownBy(() -> JsonTensors.read(spec, row))
                .isInstanceOf(TensorMismatch.class)
                .hasMessageContaining("'speed'")
                .hasMessageContaining(datatype.name())
                .hasMessageContaining(datatype.accepted());
    }

    @Test
    void takesWholeNumbersWrittenAsDecimals() {
        assertThat(Element.asInteger(numbers(Datatype.INT64, "[3.0]"), 0).intValue())
                .isEqualTo(3);
    }

    @Test
    void takesTheNamesOfWhatIsNoNumberForFloatingPointOnlyAndAnswersNull() {
        for (Datatype datatype : List.of(Datatype.FP16, Datatype.BF16, Datatype.FP32, Datatype.FP64)) {
            Tensor.Numbers tensor = numbers(datatype, "[\"NaN\", \"Infinity\", \"-Infinity\"]");
            assertThat(Element.asDouble(tensor, 0)).isNaN();
            assertThat(Element.asDouble(tensor, 1)).isEqualTo(Double.POSITIVE_INFINITY);
            assertThat(JSON.writeValueAsString(TensorValues.all(tensor))).isEqualTo("[[null,null,null]]");
        }
    }

    @Test
    void roundsToTheNearestBrainFloat() {
        assertThat(Element.asDouble(numbers(Datatype.BF16, "[3.14159]"), 0)).isEqualTo(3.140625);
        assertThat(Element.asDouble(numbers(Datatype.FP16, "[0.1]"), 0)).isEqualTo(0.0999755859375);
    }

    @Test
    void takesARowTheWholeTensorOrAScalarForASingleElement() {
        Map<String, List<Long>> shapes = Map.of(
                "[1,2]", List.of(1L, 2L),
                "[[1,2]]", List.of(1L, 2L),
                "[[1,2],[3,4]]", List.of(2L, 2L));
        shapes.forEach((json, shape) ->
                assertThat(read(List.of(-1L, 2L), json).shape()).isEqualTo(shape));
        assertThat(read(List.of(-1L, 1L), "5").shape()).containsExactly(1L, 1L);
        assertThat(read(List.of(-1L), "5").shape()).containsExactly(1L);
        assertThat(read(List.of(-1L), "[5,6]").shape()).containsExactly(2L);
        assertThat(read(List.of(), "5").shape()).isEmpty();
        assertThat(read(List.of(3L), "[1,2,3]").shape()).containsExactly(3L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1,2,3]       | has shape [3], expected [4]",
                "[[[1,2,3,4]]] | has shape [1, 1, 4], expected [4]",
                "[]            | empty list, expected [4]",
                "5             | has shape [], expected [4]",
                "[[1,2],[3]]   | ragged",
                "[1,[2],3,4]   | ragged",
                "[[1,2,3,4],5] | ragged",
                "{}            | expected [4]",
            })
    void namesTheShapeThatWasExpected(String json, String expected) {
        assertThatThrownBy(() -> read(List.of(-1L, 4L), json))
                .isInstanceOf(TensorMismatch.class)
                .hasMessageContaining("'x'")
                .hasMessageContaining(expected);
    }

    @Test
    void stacksRowsOfOneShapeOnly() {
        Tensor one = read(List.of(-1L, -1L), "[1,2]");
        Tensor two = read(List.of(-1L, -1L), "[3,4]");
        Tensor longer = read(List.of(-1L, -1L), "[5,6,7]");

        Tensor stacked = TensorStack.of(List.of(one, two)).orElseThrow();
        assertThat(JSON.writeValueAsString(TensorValues.all(stacked))).isEqualTo("[[1.0,2.0],[3.0,4.0]]");
        assertThat(TensorStack.of(List.of(one, longer))).isEmpty();
    }

    @Test
    void writesFloatsAsTheShortestDecimal() {
        assertThat(JSON.writeValueAsString(TensorValues.row(read(List.of(-1L, 1L), "[0.1]"), 0)))
                .isEqualTo("0.1");
    }

    private static Tensor read(List<Long> shape, String json) {
        return JsonTensors.read(new TensorSpec("x", Datatype.FP32, shape), JSON.readTree(json));
    }

    private static Tensor.Numbers numbers(Datatype datatype, String json) {
        return (Tensor.Numbers) JsonTensors.read(new TensorSpec("x", datatype, List.of(-1L, -1L)), JSON.readTree(json));
    }
}

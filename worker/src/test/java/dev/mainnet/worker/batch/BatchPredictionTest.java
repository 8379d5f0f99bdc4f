package dev.mainnet.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.mainnet.worker.TestModels;
import dev.mainnet.worker.execution.JobFailedException;
import dev.mainnet.worker.execution.RecordingAttempt;
import dev.mainnet.worker.execution.Stop;
import dev.mainnet.worker.execution.StopReason;
import dev.mainnet.worker.execution.StoppedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class BatchPredictionTest {

    @TempDir
    Path folder;

    private final Stop stop = new Stop();
    private final List<Integer> progress = new ArrayList<>();

    @Test
    void writesClassAndConfidenceBehindTheInput() throws Exception {
        String result = predict(TestModels.larger(), "\uFEFFname,a,b\r\n\"x, y\",3,1\r\n\r\nz,1,1e0\n", """
                {"columns": ["a", "b"], "rows": 2}""");

        assertThat(result).isEqualTo("""
                        name,a,b,prediction,confidence
                        "x, y",3,1,left,0.880797
                        z,1,1e0,left,0.5
                        """);
        assertThat(progress).containsExactly(99);
    }

    @Test
    void writesValuesOfOtherModels() throws Exception {
        assertThat(predict(TestModels.sum(), "a;b\n1;2\n3;4.5\n", """
                        {"columns": ["b", "a"], "rows": 2, "delimiter": ";"}"""))
                .isEqualTo("a;b;prediction\n1;2;3.0\n3;4.5;7.5\n");
        assertThat(predict(TestModels.identity(DataType.INT64, -1, 2), "a,prediction_1\n1,-2\n", """
                        {"columns": ["a", "prediction_1"], "rows": 1}"""))
                .isEqualTo("a,prediction_1,prediction_1_2,prediction_2\n1,-2,1,-2\n");
    }

    @Test
    void leavesMissingCellsToAModelThatFillsThemIn() throws Exception {
        assertThat(predict(TestModels.filling(), "n,t\n,a\nNA, b \n?,NA\n4,\n", """
                        {"columns": ["n", "t"], "rows": 4}""")
                        .lines()
                        .skip(1))
                .containsExactly(",a,NaN,a", "NA, b ,NaN,b", "?,NA,NaN,NA", "4,,4.0,");
    }

    @Test
    void takesEveryTypeOfNumberAndText() throws Exception {
        for (DataType type : List.of(
                DataType.UINT8,
                DataType.INT8,
                DataType.UINT16,
                DataType.INT16,
                DataType.INT32,
                DataType.INT64,
                DataType.STRING)) {
            assertThat(predict(TestModels.identity(type, -1, 1), "a\n7\n", "{\"columns\": [\"a\"], \"rows\": 1}"))
                    .as(type.name())
                    .isEqualTo("a,prediction\n7,7\n");
        }
        for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE, DataType.FLOAT16)) {
            assertThat(predict(TestModels.identity(type, -1, 1), "a\n0.5\n", "{\"columns\": [\"a\"], \"rows\": 1}"))
                    .as(type.name())
                    .isEqualTo("a,prediction\n0.5,0.5\n");
        }
        assertThat(predict(
                        TestModels.identity(DataType.BOOL, -1, 1),
                        "a\n1\nfalse\n",
                        "{\"columns\": [\"a\"], \"rows\": 2}"))
                .isEqualTo("a,prediction\n1,true\nfalse,false\n");
    }

    @Test
    void feedsAModelOfFixedRowsAsManyAsItTakes() throws Exception {
        String csv = "a,b\n1,2\n3,4\n5,6\n";
        String expected = "a,b,prediction_1,prediction_2\n1,2,1.0,2.0\n3,4,3.0,4.0\n5,6,5.0,6.0\n";
        String parameters = "{\"columns\": [\"a\", \"b\"], \"rows\": 3}";

        assertThat(predict(TestModels.identity(DataType.FLOAT, 1, 2), csv, parameters))
                .isEqualTo(expected);
        assertThat(predict(TestModels.identity(DataType.FLOAT, 2, 2), csv, parameters))
                .isEqualTo(expected);
        assertThat(predict(TestModels.identity(DataType.FLOAT, 2), csv, parameters))
                .isEqualTo(expected);
        assertThat(predict(TestModels.identity(DataType.FLOAT, -1, 2, 1), csv, parameters))
                .isEqualTo(expected);
    }

    @Test
    void worksThroughManyChunks() throws Exception {
        StringBuilder csv = new StringBuilder("a,b\n");
        for (int i = 0; i < 1050; i++) {
            csv.append(i).append(",0\n");
        }
        String result = predict(TestModels.larger(), csv.toString(), """
                {"columns": ["a", "b"], "rows": 1050, "rows_per_request": 100}""");

        assertThat(result.lines()).hasSize(1051);
        assertThat(progress).hasSize(11).isSorted().endsWith(99);
    }

    @Test
    void tellsLineAndColumnOfBadData() {
        fails("a,b\n1,2\n\"3\n\",x y\n", "line 3, column 'b': 'x y' is no number");
        fails("a,b\n1,\n", "line 2, column 'b': the cell is empty");
        fails("a,b\n1,NaN\n", "line 2, column 'b': 'NaN' is no number");
        fails("a,b\n1,0x1p3\n", "line 2, column 'b': '0x1p3' is no number");
        fails("a,b\n1,2\n1\n", "line 3: has 1 fields, the header has 2");
        fails("a,c\n1,2\n", "The dataset has no column 'b'");
        assertThatThrownBy(() -> predict(
                        TestModels.identity(DataType.UINT8, -1, 1), "a\n256\n", "{\"columns\": [\"a\"], \"rows\": 1}"))
                .hasMessage("line 2, column 'a': '256' is no whole number that fits UINT8");
    }

    @Test
    void refusesAModelThatIsNoneAndColumnsThatDoNotFit() {
        assertThatThrownBy(() -> predict(
                        "no model".getBytes(StandardCharsets.UTF_8), "a\n1\n", "{\"columns\": [\"a\"], \"rows\": 1}"))
                .isInstanceOf(JobFailedException.class)
                .hasMessageStartingWith("The model cannot be run");
        assertThatThrownBy(() -> predict(TestModels.larger(), "a\n1\n", "{\"columns\": [\"a\"], \"rows\": 1}"))
                .isInstanceOf(JobFailedException.class)
                .hasMessageContaining("another number of columns");
    }

    @Test
    void endsARunThatTakesTooLong() {
        assertThatThrownBy(() -> predict(
                        TestModels.endless(), "a\n1\n", "{\"columns\": [\"a\"], \"rows\": 1}", Duration.ofMillis(300)))
                .isInstanceOf(JobFailedException.class)
                .hasMessageContaining("took longer");
    }

    @Test
    void stopsInTheMiddleOfARun() {
        CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(() -> stop.because(StopReason.CANCELLED));
        assertThatThrownBy(() -> predict(TestModels.endless(), "a\n1\n", "{\"columns\": [\"a\"], \"rows\": 1}"))
                .isInstanceOfSatisfying(
                        StoppedException.class, e -> assertThat(e.reason()).isEqualTo(StopReason.CANCELLED));
    }

    private void fails(String csv, String message) {
        assertThatThrownBy(() -> predict(TestModels.larger(), csv, "{\"columns\": [\"a\", \"b\"], \"rows\": 1}"))
                .isInstanceOf(JobFailedException.class)
                .hasMessage(message);
    }

    private String predict(byte[] model, String csv, String parameters) throws IOException, InterruptedException {
        return predict(model, csv, parameters, Duration.ofSeconds(20));
    }

    private String predict(byte[] model, String csv, String parameters, Duration timeout)
            throws IOException, InterruptedException {
        Files.write(folder.resolve("model"), model);
        Files.writeString(folder.resolve("dataset"), csv);
        var attempt = new RecordingAttempt(
                new JsonMapper().readTree(parameters), folder, folder, stop, progress, List.of(), () -> {});
        var results = new BatchPrediction(1, timeout).execute(attempt).files();
        return Files.readString(results.getFirst().file());
    }
}

package dev.mainnet.training.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mainnet.onnx.Datatype;
import dev.mainnet.onnx.OnnxModel;
import dev.mainnet.onnx.Output;
import dev.mainnet.onnx.RunControl;
import dev.mainnet.onnx.SessionSettings;
import dev.mainnet.onnx.Shape;
import dev.mainnet.onnx.Tensor;
import dev.mainnet.training.TestEngine;
import dev.mainnet.training.evaluation.Evaluation;
import dev.mainnet.training.loop.History;
import dev.mainnet.training.loop.OptimizerPlan;
import dev.mainnet.training.loop.OptimizerPlan.Method;
import dev.mainnet.training.loop.Schedule;
import dev.mainnet.training.loop.Silence;
import dev.mainnet.training.loop.TrainingFailedException;
import dev.mainnet.training.loop.TrainingLoop;
import dev.mainnet.training.loop.TrainingPlan;
import dev.mainnet.training.tabular.TabularModel.Plan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TabularModelTest {
    private static final Path IRIS = Path.of("../examples/iris/iris.csv");

    @BeforeAll
    static void prepare() {
        TestEngine.prepare();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tellsIrises(boolean hidden) throws IOException {
        List<Integer> sizes = hidden ? List.of(16) : List.of();
        Plan plan = new Plan("species", Goal.CLASSIFICATION, new NetworkShape.Perceptron(sizes), 0.2, 3);
        try (TabularModel model = TabularModel.untrained(Table.read(IRIS), plan)) {
            History history = loop(60).run(model.task(16));
            assertThat(history.epochs().getLast().validationAccuracy()).isGreaterThan(0.9);
            Evaluation.Classification told = (Evaluation.Classification) model.evaluate();
            assertThat(told.accuracy()).isGreaterThan(0.9);
            assertThat(told.f1()).isCloseTo(told.accuracy(), within(0.05));
            assertThat(told.classes()).containsExactly("setosa", "versicolor", "virginica");
            assertThat(IntStream.range(0, 3)
                            .mapToLong(c -> told.confusion()[c][c])
                            .sum())
                    .isEqualTo(Math.round(told.accuracy() * 30));
        }
    }

    @Test
    void aResidualNetworkTellsIrisesWhateverIsLeftOverForTheLastBatch() throws IOException {
        Plan plan = new Plan("species", Goal.CLASSIFICATION, new NetworkShape.Residual(8), 0.2, 3);
        try (TabularModel model = TabularModel.untrained(Table.read(IRIS), plan)) {
            // 120 rows: batches of 17 leave one.
            loop(8).run(model.task(17));
            assertThat(((Evaluation.Classification) model.evaluate()).accuracy())
                    .isGreaterThanOrEqualTo(0.9);
            assertThat(model.onnx("irises")).isNotEmpty();
        }
    }

    @Test
    void theFileTellsRowsAsTheNetworkDoes() throws IOException {
        Plan plan = new Plan("species", Goal.CLASSIFICATION, new NetworkShape.Perceptron(List.of(8)), 0, 3);
        Table table = Table.read(IRIS);
        try (TabularModel model = TabularModel.untrained(table, plan)) {
            loop(40).run(model.task(16));
            Evaluation.Classification told = (Evaluation.Classification) model.evaluate();
            try (OnnxModel file = OnnxModel.open(model.onnx("irises"), SessionSettings.defaults())) {
                assertThat(file.signature().metadata())
                        .containsEntry("features", "sepal_length,sepal_width,petal_length,petal_width");
                assertThat(file.signature()
                                .output("probabilities")
                                .orElseThrow()
                                .labels())
                        .containsExactly("setosa", "versicolor", "virginica");
                List<Float> numbers = table.rows().stream()
                        .flatMap(row -> row.stream().limit(4).map(Float::parseFloat))
                        .toList();
                Tensor.Strings labels = (Tensor.Strings)
                        run(file, "label", floats("input", table.rows().size(), 4, numbers));
                long right = IntStream.range(0, table.rows().size())
                        .filter(i -> labels.values()
                                .get(i)
                                .equals(table.rows().get(i).get(4)))
                        .count();
                assertThat((double) right / table.rows().size()).isEqualTo(told.accuracy());
            }
        }
    }

    @Test
    void takesCategoriesAndMissingCellsAsTheTableHasThem() {
        Plan plan = new Plan("price", Goal.REGRESSION, new NetworkShape.Perceptron(List.of()), 0.2, 5);
        try (TabularModel model = TabularModel.untrained(houses(), plan)) {
            loop(80).run(model.task(16));
            Evaluation.Regression told = (Evaluation.Regression) model.evaluate();
            assertThat(told.determination()).isGreaterThan(0.95);
            assertThat(model.features().ignored()).containsExactly("note");
            try (OnnxModel file = OnnxModel.open(model.onnx("houses"), SessionSettings.defaults())) {
                Tensor size = floats("size", 4, 1, List.of(100f, 100f, Float.NaN, 100f));
                Tensor city = new Tensor.Strings("city", Shape.of(4, 1), List.of("Rome", "Oslo", "Rome", "Nowhere"));
                Tensor.Numbers value = (Tensor.Numbers) run(file, "value", size, city);
                float[] prices = new float[4];
                value.data().asFloatBuffer().get(prices);
                assertThat(prices[0]).isCloseTo(1100, within(60f));
                assertThat(prices[1]).isCloseTo(1400, within(60f));
                assertThat(prices[2]).isBetween(500f, 2500f);
                assertThat(prices[3]).isFinite();
            }
        }
    }

    @Test
    void readsNoneAsAMissingNumberAmongNumbersAndAsATextAmongTexts() {
        Table table = new Table(
                List.of("n", "pain"),
                List.of(List.of("1", "none"), List.of("NA", "mild"), List.of("3", "none"), List.of("?", "")));
        Plan plan = new Plan("pain", Goal.CLASSIFICATION, new NetworkShape.Perceptron(List.of()), 0, 1);
        try (TabularModel model = TabularModel.untrained(table, plan)) {
            assertThat(((Target.Classes) model.target()).names()).containsExactly("mild", "none");
            assertThat(model.features().used()).containsExactly(new Feature.Quantity("n", 2, 1));
        }
    }

    @Test
    void theSameSeedGivesTheSameModel() throws IOException {
        Plan plan = new Plan("species", Goal.CLASSIFICATION, new NetworkShape.Perceptron(List.of(8)), 0.2, 9);
        Table table = Table.read(IRIS);
        try (TabularModel one = TabularModel.untrained(table, plan);
                TabularModel other = TabularModel.untrained(table, plan)) {
            loop(3).run(one.task(16));
            loop(3).run(other.task(16));
            assertThat(one.onnx("irises")).isEqualTo(other.onnx("irises"));
        }
    }

    @Test
    void refusesWhatCannotBeLearned() {
        Table table = new Table(List.of("a", "b"), List.of(List.of("1", "x"), List.of("2", "x"), List.of("3", "x")));
        assertThatThrownBy(() -> open(table, "c", Goal.CLASSIFICATION))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessage("The table has no column c");
        assertThatThrownBy(() -> open(table, "b", Goal.CLASSIFICATION))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessage("The column b has only one class");
        assertThatThrownBy(() -> open(table, "b", Goal.REGRESSION))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessage("The column b is no number everywhere");
    }

    private static TabularModel open(Table table, String target, Goal goal) {
        return TabularModel.untrained(table, new Plan(target, goal, new NetworkShape.Perceptron(List.of()), 0.2, 1));
    }

    @Test
    void columnsMayBeNamedAsTheFilesOwnValues() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            rows.add(List.of(i % 2 == 0 ? "a" : "b", Integer.toString(i), "x" + i % 3, i % 2 == 0 ? "yes" : "no"));
        }
        Table table = new Table(List.of("label", "probabilities", "concat0", "imputer0"), rows);
        Plan plan = new Plan("imputer0", Goal.CLASSIFICATION, new NetworkShape.Perceptron(List.of(4)), 0.2, 1);
        try (TabularModel model = TabularModel.untrained(table, plan)) {
            loop(2).run(model.task(16));
            try (OnnxModel file = OnnxModel.open(model.onnx("names"), SessionSettings.defaults())) {
                assertThat(file.signature().outputs().stream().map(output -> output.name()))
                        .containsExactlyInAnyOrder("label_", "probabilities_");
            }
            assertThat(model.columns()).containsExactly("label", "probabilities", "concat0");
        }
    }

    private static Table houses() {
        Random random = new Random(1);
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            int size = 50 + random.nextInt(100);
            boolean oslo = random.nextBoolean();
            int price = 10 * size + (oslo ? 400 : 100);
            String shown = i % 50 == 0 ? "" : Integer.toString(size);
            rows.add(List.of(shown, oslo ? "Oslo" : "Rome", "note " + i, Integer.toString(price)));
        }
        return new Table(List.of("size", "city", "note", "price"), rows);
    }

    private static TrainingLoop loop(int epochs) {
        TrainingPlan plan =
                new TrainingPlan(epochs, new OptimizerPlan(Method.ADAM, 0.03, 0, 5), Schedule.CONSTANT, 11, null);
        return new TrainingLoop(plan, new Silence(), () -> false);
    }

    private static Tensor floats(String name, int rows, int columns, List<Float> values) {
        ByteBuffer data = ByteBuffer.allocate(values.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        values.forEach(data::putFloat);
        return new Tensor.Numbers(name, Datatype.FP32, Shape.of(rows, columns), data.flip());
    }

    private static Tensor run(OnnxModel model, String output, Tensor... inputs) {
        try (RunControl control = RunControl.within(Duration.ofSeconds(20))) {
            List<Output> outputs = model.run(List.of(inputs), List.of(output), control);
            return outputs.getFirst().tensor();
        }
    }
}

package dev.mainnet.job.batchprediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.contracts.ModelEvent.TensorSignature;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.job.dataset.TableDescription;
import dev.mainnet.job.dataset.TableDescription.Column;
import dev.mainnet.job.dataset.TableDescription.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FeatureColumnsTest {

    private static final TableDescription IRIS =
            table(Optional.of("species"), number("sl"), number("sw"), number("pl"), number("pw"), text("species"));

    @Test
    void takesTheNumericFeaturesAndLeavesTheSpeciesOut() {
        assertThat(choose(IRIS, input(-1, 4))).containsExactly("sl", "sw", "pl", "pw");
    }

    @Test
    void takesTheSupposedTargetWhereTheModelNeedsIt() {
        TableDescription measures = table(Optional.of("d"), number("a"), number("b"), number("c"), number("d"));
        assertThat(choose(measures, input(-1, 4))).containsExactly("a", "b", "c", "d");
        assertThat(choose(measures, input(-1, 3))).containsExactly("a", "b", "c");
    }

    @Test
    void readsTheWidthFromAnyShape() {
        assertThat(choose(IRIS, input(-1, 2, 2))).hasSize(4);
        assertThat(choose(IRIS, input(1, 4))).hasSize(4);
        assertThat(choose(IRIS, input(4))).hasSize(4);
        assertThat(choose(IRIS, input(-1, -1))).hasSize(4);
    }

    @Test
    void givesInputsTheColumnsOfTheirNames() {
        var inputs = new TensorSignature[] {named("pw"), named("SL")};
        assertThat(choose(IRIS, inputs)).containsExactly("pw", "sl");
    }

    @Test
    void givesATrainedModelTheColumnsItWasTrainedOn() {
        TableDescription measures = table(Optional.of("x2"), number("x1"), number("y"), number("x2"));
        InputLayout layout = InputLayout.of(List.of(input(-1, 2)));

        assertThat(new FeatureColumns(layout, List.of("x2", "x1"), measures).choose(Optional.empty()))
                .containsExactly("x2", "x1");
        assertThatThrownBy(() -> new FeatureColumns(layout, List.of("x1", "x3"), measures).choose(Optional.empty()))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        e -> assertThat(e.details().getFirst().message()).isEqualTo("the dataset has no column 'x3'"));
        assertThat(new FeatureColumns(layout, List.of("x1", "x3"), measures).choose(Optional.of(List.of("x1", "y"))))
                .containsExactly("x1", "y");
    }

    @Test
    void refusesANumberOfColumnsThatDoesNotFit() {
        assertRefused(Optional.empty(), "the model takes 3 columns, the dataset has 4", input(-1, 3));
        assertRefused(Optional.of(List.of("sl")), "the model takes 4 columns, not 1", input(-1, 4));
    }

    @Test
    void refusesColumnsThatAreUnknownTwiceOrText() {
        assertRefused(Optional.of(List.of("sl", "x")), "no column 'x'", input(-1, 2));
        assertRefused(Optional.of(List.of("sl", "sl")), "'sl' is named twice", input(-1, 2));
        assertRefused(Optional.of(List.of("sl", "species")), "'species' holds text", input(-1, 2));
    }

    private static void assertRefused(Optional<List<String>> wanted, String message, TensorSignature... inputs) {
        assertThatThrownBy(
                        () -> new FeatureColumns(InputLayout.of(Arrays.asList(inputs)), List.of(), IRIS).choose(wanted))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        e -> assertThat(e.details().getFirst().message()).contains(message));
    }

    private static List<String> choose(TableDescription table, TensorSignature... inputs) {
        return new FeatureColumns(InputLayout.of(Arrays.asList(inputs)), List.of(), table).choose(Optional.empty());
    }

    private static TensorSignature input(long... shape) {
        return new TensorSignature("x", "FP32", Arrays.stream(shape).boxed().toList());
    }

    private static TensorSignature named(String name) {
        return new TensorSignature(name, "FP32", List.of(-1L, 1L));
    }

    private static TableDescription table(Optional<String> target, Column... columns) {
        return new TableDescription(150, Stream.of(columns).toList(), target, ',');
    }

    private static Column number(String name) {
        return new Column(name, Kind.NUMBERS);
    }

    private static Column text(String name) {
        return new Column(name, Kind.TEXT);
    }
}

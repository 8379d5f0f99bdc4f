package dev.mainnet.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import dev.mainnet.training.TestEngine;
import dev.mainnet.training.TrainingEngine;
import dev.mainnet.training.loop.OptimizerPlan.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingLoopTest {
    private NDManager manager;

    @BeforeAll
    static void prepare() {
        TestEngine.prepare();
    }

    @BeforeEach
    void open() {
        manager = TrainingEngine.manager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyMethodFindsTheBottom(Method method) {
        try (Valley valley = new Valley(manager)) {
            History history = loop(plan(method, 0.05, 200, null), () -> false).run(valley);
            assertThat(history.end()).isEqualTo(History.End.COMPLETED);
            assertThat(history.epochs()).hasSize(200);
            assertThat(valley.at()).isBetween(2.9f, 3.1f);
        }
    }

    @Test
    void oneStepIsAsThePapersHaveIt() {
        // The gradient at 0 is -6, scaled down to length 1.
        assertThat(afterOneStep(Method.SGD, 0)).isCloseTo(0.1f, within(1e-5f));
        assertThat(afterOneStep(Method.ADAM, 0)).isCloseTo(0.1f, within(1e-5f));
        assertThat(afterOneStep(Method.ADAMW, 0)).isCloseTo(0.1f, within(1e-5f));
    }

    @Test
    void weightDecayOfAdamWIsApartFromTheGradient() {
        try (Valley valley = new Valley(manager, 2)) {
            OptimizerPlan plan = new OptimizerPlan(Method.ADAMW, 0.1, 0.5, 1);
            new TrainingLoop(new TrainingPlan(1, plan, Schedule.CONSTANT, 1, null), new Silence(), () -> false)
                    .run(valley);
            assertThat(valley.at()).isCloseTo(2 - 0.1f * 0.5f * 2 + 0.1f, within(1e-5f));
        }
    }

    @Test
    void endsWhenItGetsNoBetter() {
        try (Valley valley = new Valley(manager)) {
            EarlyStopping early = new EarlyStopping(3, Monitor.VALIDATION_LOSS);
            History history =
                    loop(plan(Method.SGD, 0.9, 500, early), () -> false).run(valley);
            assertThat(history.end()).isEqualTo(History.End.EARLY);
            assertThat(history.epochs()).hasSize(history.best() + 3);
            double best = history.epochs().get(history.best() - 1).validationLoss();
            assertThat(history.epochs())
                    .allSatisfy(epoch -> assertThat(epoch.validationLoss()).isGreaterThanOrEqualTo(best));
            assertThat((double) valley.loss()).isEqualTo(best);
        }
    }

    @Test
    void stopsWithinABatchAndKeepsTheBest() {
        try (Valley valley = new Valley(manager)) {
            AtomicInteger asked = new AtomicInteger();
            History history = loop(plan(Method.SGD, 0.01, 500, null), () -> asked.incrementAndGet() > 5)
                    .run(valley);
            assertThat(history.end()).isEqualTo(History.End.STOPPED);
            assertThat(valley.learned).isLessThanOrEqualTo(5);
            assertThat((double) valley.loss())
                    .isEqualTo(history.epochs().get(history.best() - 1).validationLoss());
        }
    }

    @Test
    void aLossThatIsNoNumberFailsClearly() {
        try (Valley valley = new Valley(manager, Float.NaN)) {
            assertThatThrownBy(() ->
                            loop(plan(Method.ADAM, 0.1, 5, null), () -> false).run(valley))
                    .isInstanceOf(TrainingFailedException.class)
                    .hasMessage("The loss is no longer a number at step 1: try a smaller learning_rate");
        }
    }

    @ParameterizedTest
    @EnumSource
    void goesOnAfterACheckpointAsIfNothingHadHappened(Method method, @TempDir Path folder) throws IOException {
        TrainingPlan plan = plan(method, 0.05, 12, null);
        float undisturbed;
        try (Valley valley = new Valley(manager)) {
            loop(plan, () -> false).run(valley);
            undisturbed = valley.at();
        }
        CheckpointFolder checkpoints = new CheckpointFolder(folder.resolve("checkpoints"));
        try (Valley valley = new Valley(manager)) {
            AtomicInteger asked = new AtomicInteger();
            History first = loop(plan, () -> asked.incrementAndGet() > 17).resume(valley, checkpoints);
            assertThat(first.epochs()).hasSizeBetween(2, 11);
        }
        try (Valley valley = new Valley(manager)) {
            History history = loop(plan, () -> false).resume(valley, checkpoints);
            assertThat(history.epochs())
                    .extracting(EpochMetrics::epoch)
                    .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
            assertThat(valley.learned).isLessThan(12);
            assertThat(valley.at()).isEqualTo(undisturbed);
        }
        try (Stream<Path> files = Files.list(folder.resolve("checkpoints"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSize(2)
                    .contains("latest");
        }
    }

    @Test
    void aLinkedCheckpointStaysAsItWas(@TempDir Path folder) throws IOException {
        CheckpointFolder checkpoints = new CheckpointFolder(folder.resolve("checkpoints"));
        AtomicInteger asked = new AtomicInteger();
        try (Valley valley = new Valley(manager)) {
            loop(plan(Method.ADAM, 0.05, 9, null), () -> asked.incrementAndGet() > 12)
                    .resume(valley, checkpoints);
        }
        CheckpointFolder kept = new CheckpointFolder(folder.resolve("kept"));
        checkpoints.link(folder.resolve("kept"));
        int epochs = kept.latest().orElseThrow().position().epochs().size();
        try (Valley valley = new Valley(manager)) {
            loop(plan(Method.ADAM, 0.05, 9, null), () -> false).resume(valley, checkpoints);
        }
        assertThat(checkpoints.latest().orElseThrow().position().epochs()).hasSize(9);
        assertThat(kept.latest().orElseThrow().position().epochs()).hasSize(epochs);
    }

    private float afterOneStep(Method method, double decay) {
        try (Valley valley = new Valley(manager)) {
            OptimizerPlan plan = new OptimizerPlan(method, 0.1, decay, 1);
            new TrainingLoop(new TrainingPlan(1, plan, Schedule.CONSTANT, 1, null), new Silence(), () -> false)
                    .run(valley);
            return valley.at();
        }
    }

    private static TrainingPlan plan(Method method, double rate, int epochs, EarlyStopping early) {
        return new TrainingPlan(epochs, new OptimizerPlan(method, rate, 0, 10), Schedule.CONSTANT, 1, early);
    }

    private static TrainingLoop loop(TrainingPlan plan, BooleanSupplier stopped) {
        return new TrainingLoop(plan, new Silence(), stopped);
    }
}

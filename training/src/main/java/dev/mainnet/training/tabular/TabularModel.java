package dev.mainnet.training.tabular;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.mainnet.onnx.Tensor;
import dev.mainnet.training.TrainingEngine;
import dev.mainnet.training.data.Split;
import dev.mainnet.training.evaluation.Evaluation;
import dev.mainnet.training.export.FileCheck;
import dev.mainnet.training.loop.Task;
import dev.mainnet.training.loop.TrainingFailedException;
import dev.mainnet.training.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A model that tells one column of a table by the others. Closing frees its network. */
public final class TabularModel implements AutoCloseable {
    private static final int CHECKED_ROWS = 100;

    private final Features features;
    private final Target target;
    private final Network network;
    private final NDManager manager;
    private final Table table;
    private final Split split;
    private final Examples learning;
    private final Examples validation;

    private TabularModel(Table table, Plan plan, Features features, Target target, Split split) {
        this.table = table;
        this.split = split;
        this.features = features;
        this.target = target;
        manager = TrainingEngine.manager();
        network = Network.untrained(
                plan.shape().layers(features.width(), target.outputs()), manager, new Random(plan.seed()));
        learning = examples(split.learning());
        validation = examples(split.validation());
    }

    /**
     * What is to be learned.
     *
     * @param target the column to tell
     * @param validationShare the part of the rows to judge by, from 0 to less than 1
     */
    public record Plan(String target, Goal goal, NetworkShape shape, double validationShare, long seed) {}

    /**
     * Looks at the table and makes a model that knows nothing yet. Rows without a target are left out.
     *
     * @throws TrainingFailedException when the table does not suit the plan
     */
    public static TabularModel untrained(Table table, Plan plan) {
        List<String> cells = table.column(table.indexOf(plan.target()));
        Predicate<String> isThere = Cell.presentIn(cells);
        List<String> present = cells.stream().filter(isThere).toList();
        if (present.size() < 2) {
            throw new TrainingFailedException("The column %s has not two values".formatted(plan.target()));
        }
        Target target = switch (plan.goal()) {
            case CLASSIFICATION -> Target.Classes.of(plan.target(), present);
            case REGRESSION -> Target.Value.of(plan.target(), present);
        };
        Map<Integer, String> groups = new LinkedHashMap<>();
        for (int row = 0; row < cells.size(); row++) {
            if (isThere.test(cells.get(row))) {
                groups.put(
                        row, plan.goal() == Goal.CLASSIFICATION ? cells.get(row).strip() : "");
            }
        }
        Split split = Split.of(groups, plan.validationShare(), plan.seed());
        if (split.learning().size() < 2) {
            throw new TrainingFailedException("validation_split leaves fewer than two rows to learn from");
        }
        return new TabularModel(table, plan, Features.of(table, plan.target(), split.learning()), target, split);
    }

    /** To learn the rows that are not kept for validation. */
    public Task task(int batchSize) {
        return new TabularTask(network, target, learning, validation, batchSize);
    }

    /** The rows kept for validation, or those learned where none were kept, as the model tells them. */
    public Evaluation evaluate() {
        Examples judged = validation.size() > 0 ? validation : learning;
        return switch (target) {
            case Target.Classes classes ->
                Evaluation.Classification.of(classes.names(), judged.targets(), outputs(judged));
            case Target.Value value -> Evaluation.Regression.of(judged.targets(), outputs(judged), value.deviation());
        };
    }

    /**
     * The model as an ONNX file, preprocessing included.
     *
     * @throws IllegalStateException when the file does not tell some rows of the table as the network does
     */
    public byte[] onnx(String name) {
        TabularFile.Written file = TabularFile.of(name, features, target, network);
        List<Integer> rows = Stream.concat(split.validation().stream(), split.learning().stream())
                .limit(CHECKED_ROWS)
                .toList();
        List<Tensor> inputs = new RowTensors(table, rows).of(features);
        float[][] outputs = outputs(examples(rows));
        switch (target) {
            case Target.Classes classes ->
                FileCheck.check(
                        file.bytes(),
                        inputs,
                        file.answer(),
                        joined(Arrays.stream(outputs).map(FileCheck::probabilities)));
            case Target.Value value ->
                FileCheck.check(
                        file.bytes(),
                        inputs,
                        file.answer(),
                        joined(Arrays.stream(outputs)
                                .map(row -> new float[] {row[0] * value.deviation() + value.mean()})));
        }
        return file.bytes();
    }

    /** All columns but the target, as the table has them. */
    public List<String> columns() {
        return table.columns().stream()
                .filter(column -> !column.equals(target.column()))
                .toList();
    }

    public Features features() {
        return features;
    }

    public Target target() {
        return target;
    }

    /** The number of learned numbers. */
    public long parameters() {
        return network.weights().parameters();
    }

    private float[][] outputs(Examples examples) {
        List<float[]> rows = new ArrayList<>();
        for (float[] input : examples.inputs()) {
            try (NDManager working = manager.newSubManager()) {
                NDArray output = network.outputs(working.create(new float[][] {input}), false);
                rows.add(output.toFloatArray());
            }
        }
        return rows.toArray(float[][]::new);
    }

    private static float[] joined(Stream<float[]> rows) {
        List<float[]> all = rows.toList();
        float[] joined = new float[all.stream().mapToInt(row -> row.length).sum()];
        int at = 0;
        for (float[] row : all) {
            System.arraycopy(row, 0, joined, at, row.length);
            at += row.length;
        }
        return joined;
    }

    private Examples examples(List<Integer> rows) {
        List<String> cells = table.column(table.indexOf(target.column()));
        float[] targets = new float[rows.size()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = target.encode(cells.get(rows.get(i)));
        }
        return new Examples(features.encode(table, rows), targets);
    }

    @Override
    public void close() {
        network.close();
        manager.close();
    }
}

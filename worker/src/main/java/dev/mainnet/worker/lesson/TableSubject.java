package dev.mainnet.worker.lesson;

import dev.mainnet.training.evaluation.Evaluation;
import dev.mainnet.training.loop.Task;
import dev.mainnet.training.tabular.Feature;
import dev.mainnet.training.tabular.Goal;
import dev.mainnet.training.tabular.NetworkShape;
import dev.mainnet.training.tabular.Table;
import dev.mainnet.training.tabular.TabularModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** To tell a column of a table by the others. */
record TableSubject(TabularModel model) implements Subject {

    private static final int BLOCKS_OF_RESNET18 = 8;
    private static final int BLOCKS_OF_RESNET50 = 16;

    static TableSubject open(Path dataset, Syllabus syllabus) throws IOException {
        Table table = switch (syllabus.format()) {
            case "json" -> JsonTable.read(dataset);
            case "jsonl" -> JsonTable.readLines(dataset);
            default -> Table.read(dataset, syllabus.delimiter());
        };
        NetworkShape shape = switch (syllabus.modelType()) {
            case "mlp" -> new NetworkShape.Perceptron(syllabus.hiddenSizes());
            case "resnet18" -> new NetworkShape.Residual(BLOCKS_OF_RESNET18);
            case "resnet50" -> new NetworkShape.Residual(BLOCKS_OF_RESNET50);
            default -> new NetworkShape.Perceptron(List.of());
        };
        Goal goal = syllabus.goal().equals("regression") ? Goal.REGRESSION : Goal.CLASSIFICATION;
        TabularModel.Plan plan =
                new TabularModel.Plan(syllabus.target(), goal, shape, syllabus.validationShare(), syllabus.seed());
        return new TableSubject(TabularModel.untrained(table, plan));
    }

    @Override
    public Task task(int batchSize) {
        return model.task(batchSize);
    }

    @Override
    public Optional<Evaluation> evaluate() {
        return Optional.of(model.evaluate());
    }

    @Override
    public List<String> columns() {
        return model.columns();
    }

    @Override
    public List<String> features() {
        return model.features().numbersOnly()
                ? model.features().used().stream().map(Feature::column).toList()
                : List.of();
    }

    @Override
    public long parameters() {
        return model.parameters();
    }

    @Override
    public void write(Path file, String name) throws IOException {
        Files.write(file, model.onnx(name));
    }

    @Override
    public void close() {
        model.close();
    }
}

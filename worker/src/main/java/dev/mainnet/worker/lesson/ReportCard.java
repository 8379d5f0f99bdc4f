package dev.mainnet.worker.lesson;

import dev.mainnet.training.evaluation.Evaluation;
import dev.mainnet.training.loop.EpochMetrics;
import dev.mainnet.training.loop.History;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the platform is told of a training that is over. */
final class ReportCard {

    /** A larger matrix says nothing to anybody. */
    private static final int MOST_CLASSES = 100;

    private static final int DECIMALS = 1_000_000;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final History history;

    ReportCard(History history) {
        this.history = history;
    }

    /** @param artifact the name of the model's file */
    JsonNode of(Subject subject, String artifact) {
        ObjectNode report = JSON.objectNode();
        report.put("artifact", artifact);
        report.put("parameters", subject.parameters());
        if (!subject.columns().equals(subject.features())) {
            put(report, "columns", subject.columns());
        }
        put(report, "features", subject.features());
        report.put("best_epoch", history.best());
        report.put("epochs", history.epochs().size());
        report.put(
                "ended_by",
                switch (history.end()) {
                    case COMPLETED -> "completed";
                    case EARLY -> "early";
                    case STOPPED -> "stopped";
                });
        EpochMetrics best = history.epochs().get(history.best() - 1);
        report.set("final_metrics", finalMetrics(best));
        report.set("history", series());
        Optional<Evaluation> evaluation = subject.evaluate();
        report.set("performance", evaluation.map(ReportCard::performance).orElseGet(() -> performance(best)));
        evaluation.flatMap(ReportCard::confusion).ifPresent(confusion -> report.set("confusion_matrix", confusion));
        return report;
    }

    /** What all attempts computed until the last epoch was over, in seconds. */
    double seconds() {
        return history.epochs().stream()
                .mapToDouble(epoch -> epoch.elapsed().toNanos() / 1e9)
                .sum();
    }

    private static JsonNode finalMetrics(EpochMetrics best) {
        ObjectNode metrics = JSON.objectNode();
        put(metrics, "train_loss", best.loss());
        put(metrics, "train_accuracy", best.accuracy());
        put(metrics, "val_loss", best.validationLoss());
        put(metrics, "val_accuracy", best.validationAccuracy());
        return metrics;
    }

    private JsonNode series() {
        ObjectNode series = JSON.objectNode();
        series("loss", EpochMetrics::loss, series);
        series("accuracy", EpochMetrics::accuracy, series);
        series("val_loss", EpochMetrics::validationLoss, series);
        series("val_accuracy", EpochMetrics::validationAccuracy, series);
        return series;
    }

    /** A figure that there is none of has no series. */
    private void series(String name, Function<EpochMetrics, @Nullable Double> figure, ObjectNode all) {
        List<Double> values = history.epochs().stream()
                .flatMap(epoch -> Optional.ofNullable(figure.apply(epoch)).stream())
                .toList();
        if (values.size() == history.epochs().size()) {
            ArrayNode series = all.putArray(name);
            values.forEach(value -> series.add(rounded(value)));
        }
    }

    private static JsonNode performance(Evaluation evaluation) {
        ObjectNode performance = JSON.objectNode();
        switch (evaluation) {
            case Evaluation.Classification classes -> {
                put(performance, "accuracy", classes.accuracy());
                put(performance, "precision", classes.precision());
                put(performance, "recall", classes.recall());
                put(performance, "f1_score", classes.f1());
            }
            case Evaluation.Regression values -> {
                put(performance, "rmse", values.rootMeanSquaredError());
                put(performance, "mae", values.meanAbsoluteError());
                put(performance, "r2", values.determination());
            }
        }
        return performance;
    }

    /** How well text is gone on with. */
    private static JsonNode performance(EpochMetrics best) {
        Double validation = best.validationLoss();
        double loss = validation == null ? best.loss() : validation;
        ObjectNode performance = JSON.objectNode();
        put(performance, "loss", loss);
        put(performance, "perplexity", Math.exp(loss));
        return performance;
    }

    private static Optional<JsonNode> confusion(Evaluation evaluation) {
        if (!(evaluation instanceof Evaluation.Classification found)
                || found.classes().size() > MOST_CLASSES) {
            return Optional.empty();
        }
        ObjectNode confusion = JSON.objectNode();
        ArrayNode labels = confusion.putArray("labels");
        found.classes().forEach(labels::add);
        ArrayNode matrix = confusion.putArray("matrix");
        for (long[] told : found.confusion()) {
            ArrayNode row = matrix.addArray();
            for (long count : told) {
                row.add(count);
            }
        }
        return Optional.of(confusion);
    }

    private static void put(ObjectNode object, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode array = object.putArray(name);
            texts.forEach(array::add);
        }
    }

    private static void put(ObjectNode object, String name, @Nullable Double figure) {
        if (figure != null && Double.isFinite(figure)) {
            object.put(name, rounded(figure));
        }
    }

    /** Floats hold no more. */
    private static double rounded(double figure) {
        return Math.abs(figure) > 1e9 ? figure : Math.rint(figure * DECIMALS) / DECIMALS;
    }
}

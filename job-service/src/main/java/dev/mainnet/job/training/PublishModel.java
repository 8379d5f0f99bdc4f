package dev.mainnet.job.training;

import dev.mainnet.contracts.JobEvent.ModelTrained;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.job.artifact.Artifact;
import dev.mainnet.job.artifact.Artifacts;
import dev.mainnet.job.lifecycle.Job;
import dev.mainnet.job.lifecycle.MoveJob;
import dev.mainnet.outbox.Ids;
import dev.mainnet.outbox.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes the model that a worker has trained, and asks for it to be registered; the job is over once it is. */
@Component
public class PublishModel {

    static final String KIND = "training";

    private static final int LONGEST_REPORT = 400_000;
    private static final int MOST_FIGURES = 20;

    /** What of a training's parameters is shown with its model. */
    private static final List<String> SHOWN = List.of(
            "dataset_id",
            "epochs",
            "batch_size",
            "optimizer",
            "learning_rate",
            "weight_decay",
            "seed",
            "hidden_sizes",
            "validation_split",
            "early_stopping");

    private final Artifacts artifacts;
    private final TrainingReports reports;
    private final MoveJob moveJob;
    private final Outbox outbox;
    private final JsonMapper json;

    PublishModel(Artifacts artifacts, TrainingReports reports, MoveJob moveJob, Outbox outbox, JsonMapper json) {
        this.artifacts = artifacts;
        this.reports = reports;
        this.moveJob = moveJob;
        this.outbox = outbox;
        this.json = json;
    }

    /** Whether what comes of the job is a model. */
    public static boolean concerns(Job job) {
        return job.work().kind().equals(KIND);
    }

    /**
     * Part of the transaction under way, which has locked the job.
     *
     * @param computed as the worker measured it; more than has passed since the job was begun is not believed
     * @return the job afterwards; an error 400 where the report names no file that the job made
     */
    public Mono<Job> publish(Job job, Duration computed, Optional<JsonNode> report) {
        JsonNode told = report.filter(node -> json.writeValueAsString(node).length() <= LONGEST_REPORT)
                .orElseThrow(() -> ApiException.invalid("report", "is missing, or too long"));
        String name = told.path("artifact").asString("");
        return artifacts
                .resultsOf(job.id())
                .filter(artifact -> artifact.name().equals(name))
                .next()
                .switchIfEmpty(Mono.error(() -> ApiException.invalid("report", "names no file that was uploaded")))
                .flatMap(file -> publish(job, computed, told, file));
    }

    private Mono<Job> publish(Job job, Duration computed, JsonNode report, Artifact file) {
        Instant now = Instant.now();
        Duration most = Duration.between(job.times().startedAt().orElse(now), now);
        UUID modelId = Ids.next();
        Map<String, Double> performance = figures(report.path("performance"));
        Job.Result result = new Job.Result(
                computed.compareTo(most) < 0 ? computed : most,
                Optional.of(modelId),
                Optional.ofNullable(performance.get("accuracy")));
        return moveJob.move(job, job.publishing(result))
                .delayUntil(moved -> reports.put(job.id(), report))
                .delayUntil(moved -> outbox.append(trained(job, modelId, file, report, performance, now)));
    }

    private ModelTrained trained(
            Job job, UUID modelId, Artifact file, JsonNode report, Map<String, Double> performance, Instant now) {
        JsonNode parameters = json.readTree(job.work().parameters());
        Map<String, Object> config = new LinkedHashMap<>();
        for (String field : SHOWN) {
            JsonNode value = parameters.path(field);
            if (!value.isMissingNode() && !value.isNull()) {
                config.put(field, json.treeToValue(value, Object.class));
            }
        }
        for (String names : List.of("columns", "features")) {
            if (report.path(names).isArray()) {
                config.put(names, json.treeToValue(report.path(names), Object.class));
            }
        }
        if (parameters.path("material").asString("").equals("pictures")) {
            config.put("image_size", parameters.path("image_size").asInt());
        }
        return new ModelTrained(
                job.id(),
                job.accountId(),
                KIND,
                modelId,
                parameters.path("name").asString(KIND),
                file.objectKey(),
                file.sha256(),
                file.sizeBytes(),
                parameters.path("model_type").asString(""),
                Math.max(0, report.path("parameters").asLong(0)),
                performance,
                config,
                now);
    }

    private static Map<String, Double> figures(JsonNode performance) {
        Map<String, Double> figures = new LinkedHashMap<>();
        performance
                .propertyStream()
                .filter(figure -> figure.getKey().matches("[a-z][a-z0-9_]{0,49}"))
                .filter(figure -> figure.getValue().isNumber()
                        && Double.isFinite(figure.getValue().asDouble()))
                .limit(MOST_FIGURES)
                .forEach(
                        figure -> figures.put(figure.getKey(), figure.getValue().asDouble()));
        return figures;
    }
}

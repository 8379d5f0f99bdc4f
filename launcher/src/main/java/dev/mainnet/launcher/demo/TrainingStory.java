package dev.mainnet.launcher.demo;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Somebody uploads a table, has a network trained on it, watches, and sells what came of it. */
final class TrainingStory {
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(5);
    private static final Duration READ_WITHIN = Duration.ofSeconds(30);

    /** The first training of a machine unpacks PyTorch. */
    private static final Duration TRAINED_WITHIN = Duration.ofMinutes(4);

    private static final double LEAST_ACCURACY = 0.85;

    private final Teller teller;
    private final Path examples;
    private final Person trainer;

    TrainingStory(GatewayClient gateway, Teller teller, Path examples) {
        this.teller = teller;
        this.examples = examples;
        String run = HexFormat.of().toHexDigits(new SecureRandom().nextInt());
        this.trainer = new Person(gateway, teller, "fisher-" + run);
    }

    void train() {
        teller.chapter(trainer.username() + " uploads 150 measured flowers and has a network learn them");
        trainer.join();
        Expect.becomes("the welcome grant", () -> trainer.balance("available"), "100", SETTLED_WITHIN);
        Answer dataset = trainer.upload(
                "/api/v1/datasets/upload",
                new Form(
                        Map.of("name", "Measured irises", "dataset_type", "classification"),
                        examples.resolve("iris.csv")));
        String datasetId = dataset.at("/id");
        Expect.becomesTrue(
                "the dataset should be read",
                () -> trainer.ask("/api/v1/datasets/" + datasetId).at("/status").equals("ready"),
                READ_WITHIN);
        Answer job = trainer.call(201, "POST", "/api/v1/training/start", """
                {"dataset_id": "%s", "model_type": "mlp",
                 "hyperparameters": {"learning_rate": 0.01, "batch_size": 16, "epochs": 80, "optimizer": "adam"},
                 "validation_split": 0.2}""".formatted(datasetId));
        String jobId = job.at("/job_id");
        watch(jobId);
        Answer results = trainer.call(200, "GET", "/api/v1/training/results/" + jobId, "");
        Expect.that(
                results.json().at("/final_metrics/val_accuracy").asDouble() >= LEAST_ACCURACY,
                "the network tells most flowers that it never saw");
        sell(results.at("/model_id"), jobId);
    }

    private void watch(String jobId) {
        String path = "/api/v1/training/status/" + jobId;
        String[] told = {""};
        Expect.becomesTrue(
                "the training should end",
                () -> {
                    Answer status = trainer.ask(path);
                    String line = "%s, epoch %s of %s, %s"
                            .formatted(
                                    status.at("/status"),
                                    status.at("/current_epoch"),
                                    status.at("/total_epochs"),
                                    status.json().path("metrics"));
                    if (!line.equals(told[0])) {
                        teller.say(line);
                        told[0] = line;
                    }
                    return List.of("completed", "failed", "stopped").contains(status.at("/status"));
                },
                TRAINED_WITHIN);
        Expect.that(trainer.ask(path).at("/status").equals("completed"), "the training is completed");
    }

    private void sell(String modelId, String jobId) {
        teller.chapter("The trained model is a model like any other: asked, deployed, sold");
        trainer.call(200, "GET", "/api/v1/models/" + modelId, "");
        Answer told = trainer.call(200, "POST", "/api/v1/models/" + modelId + "/predict", """
                {"input": {"sepal_length": 5.1, "sepal_width": 3.5, "petal_length": 1.4, "petal_width": 0.2}}""");
        Expect.that(told.at("/predictions/0/class").equals("setosa"), "it is Iris setosa");
        trainer.call(201, "POST", "/api/v1/deployments", """
                {"model_id": "%s", "slug": "my-irises", "visibility": "public", "pricing": {"per_request": 1},
                 "branding": {"title": "Irises, learned here"}}""".formatted(modelId));
        Expect.becomesTrue(
                "the training should be paid",
                () -> !trainer.ask("/api/v1/jobs/" + jobId).at("/cost/charged").isEmpty(),
                SETTLED_WITHIN);
        trainer.call(200, "GET", "/api/v1/billing/balance", "");
    }
}

package dev.mainnet.launcher.demo;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;

/** Somebody uploads a table, has a network trained on it, watches, and sells what came of it. */
final class TrainingStory {
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(5);
    private static final Duration READ_WITHIN = Duration.ofSeconds(30);
    private static final double LEAST_ACCURACY = 0.85;

    private final Teller teller;
    private final Path examples;
    private final Person trainer;
    private final Person buyer;

    TrainingStory(GatewayClient gateway, Teller teller, Path examples) {
        this.teller = teller;
        this.examples = examples;
        String run = HexFormat.of().toHexDigits(new SecureRandom().nextInt());
        this.trainer = new Person(gateway, teller, "fisher-" + run);
        this.buyer = new Person(gateway, teller, "gertrude-" + run);
    }

    void train() {
        teller.chapter(trainer.username() + " uploads 150 measured flowers and has a network learn them");
        trainer.join();
        Expect.becomes("the welcome grant", () -> trainer.balance("available"), "100", SETTLED_WITHIN);
        String jobId = start(dataset());
        trainer.follow("/api/v1/jobs/" + jobId + "/events");
        Answer results = trainer.call(200, "GET", "/api/v1/training/results/" + jobId, "");
        Expect.that(
                results.json().at("/final_metrics/val_accuracy").asDouble() >= LEAST_ACCURACY,
                "the network tells most flowers that it never saw");
        Expect.becomesTrue(
                "the training should be paid",
                () -> !trainer.ask("/api/v1/jobs/" + jobId).at("/cost/charged").isEmpty(),
                SETTLED_WITHIN);
        trainer.call(200, "GET", "/api/v1/training/status/" + jobId, "");
        sell(results.at("/model_id"));
    }

    private String dataset() {
        Answer dataset = trainer.upload(
                "/api/v1/datasets/upload",
                new Form(
                        Map.of("name", "Measured irises", "dataset_type", "classification"),
                        examples.resolve("iris.csv")));
        String path = "/api/v1/datasets/" + dataset.at("/id");
        Expect.becomesTrue(
                "the dataset should be read",
                () -> trainer.ask(path).at("/status").equals("ready"),
                READ_WITHIN);
        trainer.call(200, "GET", path, "");
        return dataset.at("/id");
    }

    private String start(String datasetId) {
        return trainer.call(201, "POST", "/api/v1/training/start", """
                {"dataset_id": "%s", "model_type": "mlp",
                 "hyperparameters": {"learning_rate": 0.01, "batch_size": 16, "epochs": 80, "optimizer": "adam"},
                 "validation_split": 0.2}""".formatted(datasetId))
                .at("/job_id");
    }

    private void sell(String modelId) {
        teller.chapter("The trained model is a model like any other: asked, deployed, sold");
        trainer.call(200, "GET", "/api/v1/models/" + modelId, "");
        Answer told = trainer.call(200, "POST", "/api/v1/models/" + modelId + "/predict", """
                {"input": {"sepal_length": 5.1, "sepal_width": 3.5, "petal_length": 1.4, "petal_width": 0.2}}""");
        Expect.that(told.at("/predictions/0/class").equals("setosa"), "it is Iris setosa");
        trainer.call(201, "POST", "/api/v1/deployments", """
                {"model_id": "%s", "slug": "my-irises", "visibility": "public", "pricing": {"per_request": 1},
                 "branding": {"title": "Irises, learned here"}}""".formatted(modelId));

        buyer.join();
        Expect.becomes("the welcome grant", () -> buyer.balance("available"), "100", SETTLED_WITHIN);
        Answer key = buyer.call(201, "POST", "/api/v1/user/keys", "{\"name\": \"florist\", \"scopes\": [\"invoke\"]}");
        Answer bought = buyer.callWithKey(
                key.at("/key"),
                200,
                "/api/v1/invoke/" + trainer.username() + "/my-irises",
                "{\"input\": [6.3, 3.3, 6.0, 2.5]}");
        Expect.that(bought.text().contains("virginica"), "it is Iris virginica");
        Expect.becomes("what the trainer earns", () -> trainer.balance("earnings"), "0.8", SETTLED_WITHIN);
        trainer.call(200, "GET", "/api/v1/billing/balance", "");
    }
}

package dev.mainnet.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.launcher.demo.Answer;
import dev.mainnet.launcher.demo.Form;
import dev.mainnet.launcher.settings.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** From a table to a model that is called: trained by the worker, killed and stopped on the way, paid by the second. */
@PlatformTest
class TrainingIT {
    /** The first training unpacks PyTorch. */
    private static final Duration TRAINED = Duration.ofMinutes(5);

    private static final Duration READ = Duration.ofSeconds(30);
    private static final Duration SETTLED = Duration.ofSeconds(60);
    private static final String FLOWER =
            "{\"input\": {\"sepal_length\": 5.1, \"sepal_width\": 3.5, \"petal_length\": 1.4, \"petal_width\": 0.2}}";

    @Test
    void aTableBecomesAModelThatIsCalledAtTheDocumentsPaths(RunningPlatform platform) {
        TestUser user = funded(platform);
        String job = start(user, dataset(user, platform), "mlp", 60);

        assertThat(ended(user, job)).isEqualTo("completed");

        Answer results = user.call(200, "GET", "/training/results/" + job, "");
        assertThat(results.json().at("/final_metrics/val_accuracy").asDouble()).isGreaterThanOrEqualTo(0.85);
        assertThat(results.json().at("/training_history/loss").size()).isEqualTo(60);
        String model = results.at("/model_id");
        Answer shown = user.call(200, "GET", "/models/" + model, "");
        assertThat(shown.at("/model_type")).isEqualTo("mlp");
        assertThat(shown.json().at("/architecture/output_classes").asInt()).isEqualTo(3);
        assertThat(user.call(200, "GET", "/models?sort_by=accuracy", "").at("/models/0/id"))
                .isEqualTo(model);
        assertThat(user.call(200, "POST", "/models/" + model + "/predict", FLOWER)
                        .at("/predictions/0/class"))
                .isEqualTo("setosa");
        assertThat(predicted(user, "\"model_id\": \"" + model + "\"", dataset(user, "measured.csv", """
                        petal_width,sepal_width,petal_length,sepal_length
                        0.2,3.5,1.4,5.1
                        2.5,,6.0,6.3
                        """))
                        .lines()
                        .skip(1))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("0.2,3.5,1.4,5.1,setosa,"),
                        second -> assertThat(second).startsWith("2.5,,6.0,6.3,virginica,"));
        await().atMost(SETTLED).untilAsserted(() -> {
            assertThat(user.balance("reserved")).isEqualByComparingTo(BigDecimal.ZERO);
            assertThat(user.balance("available")).isLessThan(new BigDecimal("100"));
        });
    }

    @Test
    void theDocumentsOwnExampleTrainsAResnetOnATable(RunningPlatform platform) {
        TestUser user = funded(platform);
        String job = start(user, dataset(user, platform), "resnet50", 3);

        assertThat(ended(user, job)).isEqualTo("completed");
    }

    @Test
    void aKilledWorkersTrainingGoesOnFromItsCheckpointAndAStopKeepsTheBest(RunningPlatform platform) {
        TestUser user = funded(platform);
        String job = start(user, dataset(user, platform), "resnet18", 1000);
        awaitCheckpoint(
                platform.settings().home().objects().resolve("artifacts").resolve(job));

        platform.killAndAwaitRestart(Part.WORKER);

        await().atMost(TRAINED)
                .until(() -> user.call(200, "GET", "/api/v1/jobs/" + job + "/logs", "")
                        .text()
                        .contains("Goes on from a checkpoint"));
        int before = epoch(user, job);
        await().atMost(TRAINED).until(() -> epoch(user, job) > before);
        assertThat(predictedBesides(user, platform)).contains("setosa", "versicolor", "virginica");
        assertThat(status(user, job)).isEqualTo("running");
        assertThat(user.call(200, "POST", "/training/stop/" + job, "").at("/status"))
                .isEqualTo("stopped");
        assertThat(ended(user, job)).isEqualTo("stopped");
        Answer results = user.call(200, "GET", "/training/results/" + job, "");
        assertThat(results.at("/model_id")).isNotEmpty();
        assertThat(results.at("/ended_by")).isEqualTo("stopped");
        assertThat(results.json().at("/training_history/loss").size()).isGreaterThan(before);
    }

    /** The second file of a job is begun when the platform has the first, which is a checkpoint. */
    private static void awaitCheckpoint(Path files) {
        Set<Path> seen = new HashSet<>();
        await().atMost(TRAINED).until(() -> {
            if (Files.isDirectory(files)) {
                try (Stream<Path> now = Files.list(files)) {
                    now.forEach(seen::add);
                }
            }
            return seen.size() > 1;
        });
    }

    private static TestUser funded(RunningPlatform platform) {
        TestUser user = platform.signUp();
        await().atMost(SETTLED)
                .untilAsserted(() -> assertThat(user.balance("available")).isEqualByComparingTo("100"));
        return user;
    }

    /** What the one worker there is predicts beside a training. */
    private static String predictedBesides(TestUser user, RunningPlatform platform) {
        Path examples = platform.settings().checkout().resolve("examples/iris");
        Answer model = user.upload("/api/v1/models", new Form(Map.of("name", "Irises"), examples.resolve("iris.onnx")));
        assertThat(model.status()).as(model.text()).isEqualTo(201);
        return predicted(user, "\"model_id\": \"" + model.at("/id") + "\"", dataset(user, platform));
    }

    /** The file that a batch prediction makes of a dataset. */
    private static String predicted(TestUser user, String model, String dataset) {
        String path = "/api/v1/jobs/"
                + user.call(
                                201,
                                "POST",
                                "/api/v1/batch-predictions",
                                "{" + model + ", \"dataset_id\": \"" + dataset + "\"}")
                        .at("/id");
        Answer job = await().atMost(TRAINED)
                .until(
                        () -> user.call(200, "GET", path, ""),
                        now -> !now.at("/status").equals("queued")
                                && !now.at("/status").equals("running"));
        assertThat(job.at("/status")).as(job.text()).isEqualTo("completed");
        return user.call(200, "GET", job.at("/artifacts/0/url"), "").text();
    }

    private static String dataset(TestUser user, String name, String csv) {
        try {
            Path file = Files.createTempDirectory("dataset").resolve(name);
            Files.writeString(file, csv);
            return dataset(user, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String dataset(TestUser user, RunningPlatform platform) {
        return dataset(user, platform.settings().checkout().resolve("examples/iris/iris.csv"));
    }

    private static String dataset(TestUser user, Path file) {
        Answer dataset = user.upload(
                "/datasets/upload", new Form(Map.of("name", "irises", "dataset_type", "classification"), file));
        assertThat(dataset.status()).as(dataset.text()).isEqualTo(201);
        await().atMost(READ)
                .until(() -> user.call(200, "GET", "/datasets/" + dataset.at("/id"), "")
                        .at("/status")
                        .equals("ready"));
        return dataset.at("/id");
    }

    private static String start(TestUser user, String dataset, String modelType, int epochs) {
        return user.call(201, "POST", "/training/start", """
                {"dataset_id": "%s", "model_type": "%s", "hyperparameters": {"learning_rate": 0.01, "batch_size": 16, "epochs": %d}}
                """.formatted(dataset, modelType, epochs))
                .at("/job_id");
    }

    private static String ended(TestUser user, String job) {
        return await().atMost(TRAINED)
                .until(() -> status(user, job), status -> !status.equals("queued") && !status.equals("running"));
    }

    private static String status(TestUser user, String job) {
        return user.call(200, "GET", "/training/status/" + job, "").at("/status");
    }

    private static int epoch(TestUser user, String job) {
        return user.call(200, "GET", "/training/status/" + job, "")
                .json()
                .path("current_epoch")
                .asInt();
    }
}

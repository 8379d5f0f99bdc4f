package dev.mainnet.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mainnet.onnx.OnnxModel;
import dev.mainnet.onnx.SessionSettings;
import dev.mainnet.worker.execution.JobFailedException;
import dev.mainnet.worker.execution.NothingToKeepException;
import dev.mainnet.worker.execution.RecordingAttempt;
import dev.mainnet.worker.execution.Stop;
import dev.mainnet.worker.execution.StopReason;
import dev.mainnet.worker.execution.StoppedException;
import dev.mainnet.worker.execution.WorkDone;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class TrainingTest {

    private static final Path IRIS = Path.of("../examples/iris/iris.csv");
    private static final int ENDLESS = 1_000_000;

    private final Training training = new Training(new TrainingOptions(
            Path.of(System.getProperty("java.io.tmpdir"), "mainnet-pytorch"), 1, "512m", Duration.ofMillis(50)));

    @TempDir
    Path folder;

    private Stop stop;

    @BeforeEach
    void iris() throws IOException {
        stop = new Stop();
        Files.copy(IRIS, folder.resolve("dataset"));
    }

    @Test
    void makesAModelOfATableAndTellsHowItWent() throws Exception {
        RecordingAttempt attempt = attempt(instructions("mlp", 60));

        WorkDone done = training.execute(attempt);

        JsonNode report = done.report().orElseThrow();
        assertThat(report.get("performance").get("accuracy").asDouble()).isGreaterThanOrEqualTo(0.9);
        assertThat(report.get("history").get("val_loss").size()).isEqualTo(60);
        assertThat(report.get("final_metrics").get("train_loss").asDouble()).isPositive();
        assertThat(report.get("confusion_matrix").get("labels").get(0).asString())
                .isEqualTo("setosa");
        assertThat(report.get("ended_by").asString()).isEqualTo("completed");
        assertThat(report.get("artifact").asString())
                .isEqualTo(done.files().getFirst().name())
                .isEqualTo("model.onnx");
        assertThat(done.computed()).isPositive();
        assertThat(attempt.told()).isSorted().last().isEqualTo(97);
        assertThat(attempt.measured().getLast()).containsKeys("epoch", "loss", "val_accuracy", "remaining_seconds");
        try (OnnxModel model =
                OnnxModel.open(Files.readAllBytes(done.files().getFirst().file()), SessionSettings.defaults())) {
            assertThat(model.signature().output("label")).isPresent();
            assertThat(model.signature().metadata().get("labels")).contains("versicolor");
        }
    }

    @Test
    void makesAModelOfPictures() throws Exception {
        pictures(folder.resolve("dataset"));
        ObjectNode instructions = instructions("cnn", 6);
        instructions.put("material", "pictures").put("format", "zip").put("image_size", 16);
        instructions.put("batch_size", 8);

        WorkDone done = training.execute(attempt(instructions));

        JsonNode report = done.report().orElseThrow();
        assertThat(report.get("performance").get("accuracy").asDouble()).isGreaterThanOrEqualTo(0.9);
        assertThat(report.has("features")).isFalse();
        try (OnnxModel model =
                OnnxModel.open(Files.readAllBytes(done.files().getFirst().file()), SessionSettings.defaults())) {
            assertThat(model.signature().metadata().get("labels")).contains("dark", "light");
        }
    }

    @Test
    void makesAModelOfText() throws Exception {
        Files.writeString(folder.resolve("dataset"), "And the river went on, and the wind with it.\n\n".repeat(300));
        ObjectNode instructions = instructions("gpt_mini", 1);
        instructions.put("material", "text").put("format", "txt").put("learning_rate", 0.003);

        WorkDone done = training.execute(attempt(instructions));

        assertThat(done.files().getFirst().name()).isEqualTo("model.gguf");
        assertThat(Files.readString(done.files().getFirst().file(), StandardCharsets.ISO_8859_1))
                .startsWith("GGUF");
        assertThat(done.report()
                        .orElseThrow()
                        .get("performance")
                        .get("perplexity")
                        .asDouble())
                .isGreaterThan(1);
    }

    @Test
    void endsEarlyWithTheBestItHas() throws Exception {
        RecordingAttempt attempt = attempt(instructions("mlp", ENDLESS));
        CompletableFuture<WorkDone> done = run(attempt);
        await().atMost(Duration.ofSeconds(60)).until(() -> epoch(attempt) > 3);
        stop.askToEnd();

        JsonNode report = done.join().report().orElseThrow();
        assertThat(report.get("ended_by").asString()).isEqualTo("stopped");
        assertThat(report.get("best_epoch").asInt()).isPositive();
        assertThat(done.join().files()).hasSize(1);
    }

    @Test
    void hasNothingToKeepWhenItIsEndedAtOnce() {
        stop.askToEnd();

        assertThatThrownBy(() -> training.execute(attempt(instructions("mlp", ENDLESS))))
                .isInstanceOf(NothingToKeepException.class);
    }

    @Test
    void anotherAttemptGoesOnFromTheCheckpointToTheSameResult() throws Exception {
        JsonNode undisturbed = training.execute(attempt(instructions("logistic_regression", 400)))
                .report()
                .orElseThrow();
        Files.deleteIfExists(folder.resolve("checkpoint"));

        RecordingAttempt killed =
                attempt(instructions("logistic_regression", 400)).whenKept(() -> stop.because(StopReason.LEASE_LOST));
        assertThatThrownBy(() -> training.execute(killed)).isInstanceOf(StoppedException.class);
        assertThat(folder.resolve("checkpoint")).isNotEmptyFile();

        stop = new Stop();
        RecordingAttempt second = attempt(instructions("logistic_regression", 400));
        JsonNode report = training.execute(second).report().orElseThrow();

        assertThat(report.get("history").get("loss").size()).isEqualTo(400);
        assertThat(report.get("history")).isEqualTo(undisturbed.get("history"));
        assertThat(second.measured().getFirst().getOrDefault("epoch", 0.0)).isPositive();
    }

    @Test
    void whatCannotBeLearnedFailsForGoodWithTheReason() {
        ObjectNode instructions = instructions("mlp", 5);
        instructions.put("target", "colour");

        assertThatThrownBy(() -> training.execute(attempt(instructions)))
                .isInstanceOf(JobFailedException.class)
                .hasMessage("The table has no column colour");
    }

    @Test
    void stepsThatAreTooLargeFailForGoodWithTheReason() {
        ObjectNode instructions = instructions("linear_regression", 2000);
        instructions.put("target", "sepal_length").put("goal", "regression");
        instructions.put("optimizer", "sgd").put("learning_rate", 1e30);

        assertThatThrownBy(() -> training.execute(attempt(instructions)))
                .isInstanceOf(JobFailedException.class)
                .hasMessageContaining("try a smaller learning_rate");
    }

    @Test
    void aProcessThatDiesIsThisWorkersFault() {
        Training starved = new Training(new TrainingOptions(folder, 1, "1k", Duration.ofSeconds(1)));

        assertThatThrownBy(() -> starved.execute(attempt(instructions("mlp", 5))))
                .isInstanceOf(IOException.class);
    }

    private static void pictures(Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < 40; i++) {
                zip.putNextEntry(new ZipEntry((i % 2 == 0 ? "dark/" : "light/") + i + ".png"));
                BufferedImage image = new BufferedImage(20, 24, BufferedImage.TYPE_INT_RGB);
                for (int pixel = 0; pixel < 20 * 24; pixel++) {
                    int shade = (i % 2 == 0 ? 20 : 200) + (i * 7 + pixel * 13) % 40;
                    image.setRGB(pixel % 20, pixel / 20, shade * 0x010101);
                }
                ImageIO.write(image, "png", zip);
                zip.closeEntry();
            }
        }
    }

    private static double epoch(RecordingAttempt attempt) {
        return attempt.measured().isEmpty() ? 0 : attempt.measured().getLast().getOrDefault("epoch", 0.0);
    }

    private CompletableFuture<WorkDone> run(RecordingAttempt attempt) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return training.execute(attempt);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private RecordingAttempt attempt(JsonNode instructions) throws IOException {
        Path scratch = Files.createTempDirectory(folder, "scratch");
        return new RecordingAttempt(instructions, folder, scratch, stop);
    }

    private static ObjectNode instructions(String modelType, int epochs) {
        return (ObjectNode) JsonMapper.shared().readTree("""
                {"name": "irises", "model_type": "%s", "material": "table", "format": "csv", "delimiter": ",",
                 "target": "species", "goal": "classification", "learning_rate": 0.01, "batch_size": 32, "epochs": %d,
                 "optimizer": "adam", "weight_decay": 0, "seed": 42, "hidden_sizes": [64, 32], "image_size": 64,
                 "validation_split": 0.2, "early_stopping": null}
                """.formatted(modelType, epochs));
    }
}

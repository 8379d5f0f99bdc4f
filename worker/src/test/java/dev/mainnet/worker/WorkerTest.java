package dev.mainnet.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.worker.lease.Lanes;
import dev.mainnet.worker.settings.WorkerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class WorkerTest {

    private static final String BOTH = "{\"columns\": [\"a\", \"b\"], \"rows\": 1, \"rows_per_request\": 100}";
    private static final String ONE = "{\"columns\": [\"a\"], \"rows\": 1, \"rows_per_request\": 100}";

    @TempDir
    Path home;

    private FakePlatform platform;
    private Lanes lanes;
    private Thread thread;

    @BeforeEach
    void start() throws IOException {
        platform = new FakePlatform();
        run();
    }

    @AfterEach
    void stop() throws InterruptedException {
        end();
        platform.close();
    }

    @Test
    void doesAJobAndUploadsItsResult() throws Exception {
        platform.offer("batch_prediction", TestModels.larger(), "a,b\n3,1\n", BOTH);

        JsonNode report = platform.finish();
        assertThat(report.get("outcome").asString()).isEqualTo("succeeded");
        assertThat(report.get("fencing_token").asLong()).isEqualTo(7);
        assertThat(platform.artifacts.get("predictions.csv"))
                .isEqualTo("a,b,prediction,confidence\n3,1,left,0.880797\n");
        assertThat(home.resolve("scratch/batch_prediction")).doesNotExist();
    }

    @Test
    void keepsItsTokenForItselfAndUsesItAgain() throws Exception {
        await().until(() -> Files.exists(home.resolve("ready")));
        assertThat(Files.getPosixFilePermissions(home.resolve("worker.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        end();
        await().until(() -> platform.waiting.get() == 0);
        run();
        platform.offer("batch_prediction", TestModels.larger(), "a,b\n3,1\n", BOTH);

        assertThat(platform.finish()).isNotNull();
        assertThat(platform.enrolments).hasValue(1);
    }

    @Test
    void enrolsAgainWhenItsTokenIsRefused() throws Exception {
        await().until(() -> Files.exists(home.resolve("ready")));
        platform.token = "mw_2";
        await().until(() -> platform.enrolments.get() == 2);
        platform.offer("batch_prediction", TestModels.larger(), "a,b\n3,1\n", BOTH);

        assertThat(platform.finish()).isNotNull();
        assertThat(platform.enrolments).hasValue(2);
    }

    @Test
    void fetchesAnInputOfTheSameHashOnce() throws Exception {
        for (int i = 0; i < 2; i++) {
            platform.offer("batch_prediction", TestModels.larger(), "a,b\n" + i + ",1\n", BOTH);
            assertThat(platform.finish().get("outcome").asString()).isEqualTo("succeeded");
        }
        assertThat(platform.downloads).hasValue(3);
    }

    @Test
    void triesAgainWhileThePlatformIsAway() throws Exception {
        platform.trouble("lease", 503, 502);
        platform.trouble("inputs", 503);
        platform.trouble("artifacts", 500, 503);
        platform.trouble("finish", 502);
        platform.trouble("heartbeat", 503);
        platform.offer("batch_prediction", TestModels.larger(), "a,b\n3,1\n", BOTH);

        assertThat(platform.finish().get("outcome").asString()).isEqualTo("succeeded");
        assertThat(platform.artifacts).hasSize(1);
    }

    @Test
    void failsAJobWithBadDataForGood() throws Exception {
        platform.offer("batch_prediction", TestModels.larger(), "a,b\n3,x\n", BOTH);

        JsonNode report = platform.finish();
        assertThat(report.get("outcome").asString()).isEqualTo("failed");
        assertThat(report.get("retryable").asBoolean()).isFalse();
        assertThat(report.get("error").asString()).isEqualTo("line 2, column 'b': 'x' is no number");
        assertThat(platform.artifacts).isEmpty();
    }

    @Test
    void givesBackWhatItCannotDo() throws Exception {
        platform.offer("divination", new byte[0], "", "{}");

        assertThat(platform.finish().get("outcome").asString()).isEqualTo("infrastructure_failure");
    }

    @Test
    void stopsSoonAfterACancellationAndTakesTheNextJob() throws Exception {
        platform.offer("batch_prediction", TestModels.endless(), "a\n1\n", ONE);
        await().until(() -> platform.heartbeats.size() > 2);
        platform.cancelled = true;
        await().atMost(Duration.ofMinutes(1)).until(() -> !Files.exists(home.resolve("scratch/batch_prediction")));
        platform.cancelled = false;

        platform.offer("batch_prediction", TestModels.larger(), "a,b\n3,1\n", BOTH);
        assertThat(platform.finish().get("outcome").asString()).isEqualTo("succeeded");
        assertThat(platform.finished).isEmpty();
    }

    @Test
    void predictsWhileItTrains() throws Exception {
        platform.offer("training", new byte[0], "a\n1\n", "{\"material\": \"table\"}");
        await().until(() -> platform.trainingsHeld.get() == 1);

        platform.offer("batch_prediction", TestModels.larger(), "a,b\n3,1\n", BOTH);

        assertThat(platform.finish().get("outcome").asString()).isEqualTo("succeeded");
        platform.trainingsMayGoOn.countDown();
    }

    @Test
    void writesNothingMoreOnceItsLeaseIsLost() throws Exception {
        platform.offer("batch_prediction", TestModels.endless(), "a\n1\n", ONE);
        await().until(() -> platform.heartbeats.size() > 2);
        platform.lost = true;
        await().atMost(Duration.ofMinutes(1)).until(() -> !Files.exists(home.resolve("scratch/batch_prediction")));

        assertThat(platform.finished.poll(500, TimeUnit.MILLISECONDS)).isNull();
        assertThat(platform.artifacts).isEmpty();
    }

    @Test
    void givesItsJobBackWhenItIsEnded() throws Exception {
        platform.offer("batch_prediction", TestModels.endless(), "a\n1\n", ONE);
        await().until(() -> platform.heartbeats.size() > 1);
        end();

        JsonNode report = platform.finish();
        assertThat(report.get("outcome").asString()).isEqualTo("infrastructure_failure");
        assertThat(thread.isAlive()).isFalse();
    }

    private void run() {
        WorkerSettings settings = WorkerSettings.from(Map.of(
                "MAINNET_GATEWAY_URL", platform.address().toString(),
                "MAINNET_WORKER_ENROLLMENT_TOKEN", "me_secret",
                "MAINNET_WORKER_HOME", home.toString(),
                "MAINNET_WORKER_READY_FILE", home.resolve("ready").toString()));
        lanes = WorkerApplication.lanes(settings);
        thread = Thread.ofPlatform().start(() -> {
            try {
                lanes.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void end() throws InterruptedException {
        lanes.end();
        thread.join(Duration.ofMinutes(1));
    }
}

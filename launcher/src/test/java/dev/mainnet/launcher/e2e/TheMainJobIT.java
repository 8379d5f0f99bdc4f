package dev.mainnet.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.launcher.demo.Answer;
import dev.mainnet.launcher.demo.Form;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** "The main job": somebody publishes a model with a price, somebody else pays for predictions, one at a time and in a batch. */
@PlatformTest
class TheMainJobIT {
    private static final Duration SETTLED = Duration.ofSeconds(60);
    private static final String MEASUREMENTS = "{\"input\": [5.1, 3.5, 1.4, 0.2]}";

    @Test
    void paysThePublisherForAPredictionAndForABatch(RunningPlatform platform) {
        Path examples = platform.settings().checkout().resolve("examples/iris");
        TestUser publisher = platform.signUp();
        TestUser caller = platform.signUp();
        becomes(caller, "available", "100");

        String path = "/api/v1/invoke/" + publisher.username() + "/irises";
        publish(publisher, examples);
        Answer prediction = predict(platform, caller, path);

        assertThat(prediction.text()).contains("setosa").contains("confidence");
        assertThat(prediction.json().at("/cost/credits").decimalValue()).isEqualByComparingTo("2");
        becomes(caller, "available", "98");
        becomes(publisher, "earnings", "1.6");
        assertThat(newest(caller)).isEqualTo("usage -2");
        assertThat(newest(publisher)).isEqualTo("usage 1.6");
        Answer usage = caller.call(200, "GET", "/api/v1/billing/usage", "");
        assertThat(usage.at("/total/calls")).isEqualTo("1");
        assertThat(usage.json().at("/total/cost").decimalValue()).isEqualByComparingTo("2");

        Answer job = runBatch(caller, examples, publisher.username() + "/irises");
        BigDecimal charged = job.json().at("/cost/charged").decimalValue();
        assertThat(charged).isPositive();
        becomes(caller, "reserved", "0");
        becomes(caller, "available", new BigDecimal("98").subtract(charged).toPlainString());
        Answer result = caller.call(200, "GET", job.at("/artifacts/0/url"), "");
        assertThat(result.text().lines().count()).isGreaterThanOrEqualTo(150);
        assertThat(result.text()).contains("setosa", "versicolor", "virginica");
    }

    private static void publish(TestUser publisher, Path examples) {
        Answer model =
                publisher.upload("/api/v1/models", new Form(Map.of("name", "Irises"), examples.resolve("iris.onnx")));
        assertThat(model.status()).as(model.text()).isEqualTo(201);
        assertThat(model.json().path("inputs")).hasSize(1);
        publisher.call(201, "POST", "/api/v1/deployments", """
                {"model_id": "%s", "slug": "irises", "visibility": "public", "pricing": {"per_request": 2},
                 "rate_limit": {"requests_per_minute": 60}, "branding": {"title": "Irises"}}""".formatted(model.at("/id")));
    }

    /** The key and the deployment reach the gateway through Kafka, within about a second. */
    private static Answer predict(RunningPlatform platform, TestUser caller, String path) {
        String key = caller.newKey();
        return await().atMost(SETTLED)
                .until(
                        () -> platform.gateway().json("POST", path, Map.of("x-api-key", key), MEASUREMENTS),
                        answer -> answer.status() == 200);
    }

    private static Answer runBatch(TestUser caller, Path examples, String deployment) {
        Answer dataset = caller.upload(
                "/api/v1/datasets/upload",
                new Form(
                        Map.of("name", "150 flowers", "dataset_type", "classification"),
                        examples.resolve("flowers.csv")));
        assertThat(dataset.status()).as(dataset.text()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> caller.call("GET", "/api/v1/datasets/" + dataset.at("/id"), "")
                        .at("/status")
                        .equals("ready"));
        Answer job =
                caller.call(201, "POST", "/api/v1/batch-predictions", """
                {"deployment": "%s", "dataset_id": "%s"}""".formatted(deployment, dataset.at("/id")));
        String path = "/api/v1/jobs/" + job.at("/id");
        assertThat(statuses(caller, path)).contains("completed");
        return await().atMost(SETTLED)
                .until(
                        () -> caller.call(200, "GET", path, ""),
                        done -> !done.at("/cost/charged").isEmpty());
    }

    private static List<String> statuses(TestUser caller, String job) {
        try (Stream<String> lines = caller.gateway().lines(job + "/events", caller.headers())) {
            return lines.filter(line -> line.startsWith("data:"))
                    .flatMap(line -> Stream.of("queued", "running", "completed", "failed", "stopped")
                            .filter(line::contains))
                    .takeWhile(status -> !status.equals("failed"))
                    .limit(20)
                    .toList();
        }
    }

    private static String newest(TestUser user) {
        Answer transactions = user.call(200, "GET", "/api/v1/billing/transactions?limit=1", "");
        return transactions.at("/data/0/kind") + " "
                + transactions
                        .json()
                        .at("/data/0/amount")
                        .decimalValue()
                        .stripTrailingZeros()
                        .toPlainString();
    }

    private static void becomes(TestUser user, String field, String credits) {
        await().atMost(SETTLED)
                .untilAsserted(() -> assertThat(user.balance(field)).isEqualByComparingTo(credits));
    }
}

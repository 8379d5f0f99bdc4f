package dev.mainnet.launcher.demo;

import dev.mainnet.launcher.settings.Refusal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;

/** The story the platform is for: somebody publishes a model with a price, somebody else pays for predictions, one at a time and in a batch. */
public final class MainJob {
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(5);
    private static final Duration BATCH_WITHIN = Duration.ofSeconds(60);
    private static final BigDecimal LEAST_CONFIDENCE = new BigDecimal("0.5");

    private final GatewayClient gateway;
    private final Teller teller;
    private final Path examples;
    private final Duration settledWithin;
    private final Duration batchWithin;
    private final Person publisher;
    private final Person caller;

    /** The job as the demo does it, told step by step. */
    MainJob(GatewayClient gateway, Teller teller, Path examples) {
        this(gateway, teller, examples, SETTLED_WITHIN, BATCH_WITHIN);
    }

    private MainJob(GatewayClient gateway, Teller teller, Path examples, Duration settledWithin, Duration batchWithin) {
        this.gateway = gateway;
        this.teller = teller;
        this.examples = examples;
        this.settledWithin = settledWithin;
        this.batchWithin = batchWithin;
        String run = HexFormat.of().toHexDigits(new SecureRandom().nextInt());
        this.publisher = new Person(gateway, teller, "ronald-" + run);
        this.caller = new Person(gateway, teller, "edgar-" + run);
    }

    /**
     * The job done in silence.
     *
     * @param gateway its address
     * @param examples the folder of the example model and its data
     * @param patience how long anything that takes time may take
     */
    public static MainJob untold(String gateway, Path examples, Duration patience) {
        Teller nobody = new Teller(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        return new MainJob(new GatewayClient(gateway), nobody, examples, patience, patience);
    }

    /**
     * Up to a prediction that is paid, and its money where it belongs.
     *
     * @throws Refusal if anything is not as it should be
     */
    public void predict() {
        teller.chapter("Two people sign up and log in");
        publisher.join();
        caller.join();
        publish();
        invoke();
    }

    /** After {@link #predict}: 150 predictions in one job, which is reserved, run and settled. */
    public void predictBatch() {
        batch();
    }

    private void publish() {
        teller.chapter(publisher.username() + " uploads a model and gives it an API with a price");
        Answer model = publisher.upload(
                "/api/v1/models",
                new Form(
                        Map.of("name", "Irises", "description", "Which of three irises a flower is"),
                        examples.resolve("iris.onnx")));
        Expect.that(!model.json().path("inputs").isEmpty(), "the model's inputs are read from its file");
        publisher.call(201, "POST", "/api/v1/deployments", """
                {"model_id": "%s", "slug": "irises", "visibility": "public", "pricing": {"per_request": 2},
                 "rate_limit": {"requests_per_minute": 60}, "branding": {"title": "Which iris is it?"}}""".formatted(model.at("/id")));
    }

    private String deployment() {
        return publisher.username() + "/irises";
    }

    private void invoke() {
        teller.chapter(caller.username() + " makes an API key and asks which flower it is, for 2 credits");
        Expect.becomes("the welcome grant", () -> caller.balance("available"), "100", settledWithin);
        Answer key = caller.call(201, "POST", "/api/v1/user/keys", "{\"name\": \"garden\", \"scopes\": [\"invoke\"]}");
        Answer output = invoke(key.at("/key"));
        String told = output.text();
        Expect.that(told.contains("setosa"), "a flower of 5.1, 3.5, 1.4, 0.2 cm is Iris setosa");
        Expect.that(
                output.json().at("/cost/credits").decimalValue(BigDecimal.ZERO).compareTo(BigDecimal.TWO) == 0,
                "the call costs 2 credits");
        Expect.that(
                output.json().findValue("confidence") != null
                        && output.json()
                                        .findValue("confidence")
                                        .decimalValue(BigDecimal.ZERO)
                                        .compareTo(LEAST_CONFIDENCE)
                                > 0,
                "the answer tells a confidence over one half");

        teller.chapter("The money has moved: 2 credits paid, 1.6 earned, 0.4 for the platform");
        Duration settled =
                Expect.becomes("the caller's balance", () -> caller.balance("available"), "98", settledWithin);
        Expect.becomes("the publisher's earnings", () -> publisher.balance("earnings"), "1.6", settledWithin);
        teller.say("settled " + settled.toMillis() + " ms after the answer");
        caller.call(200, "GET", "/api/v1/billing/balance", "");
        publisher.call(200, "GET", "/api/v1/billing/balance", "");
        caller.call(200, "GET", "/api/v1/billing/transactions", "");
        caller.call(200, "GET", "/api/v1/billing/usage?group_by=deployment", "");
    }

    /** The key reaches the gateway through Kafka; in the first instants it may be unknown there. */
    private Answer invoke(String key) {
        String path = "/api/v1/invoke/" + deployment();
        String body = "{\"input\": [5.1, 3.5, 1.4, 0.2]}";
        Expect.becomesTrue(
                "the new API key should work",
                () -> gateway.json("GET", path + "/openapi.json", Map.of("x-api-key", key), "")
                                .status()
                        != 401,
                settledWithin);
        return caller.callWithKey(key, 200, path, body);
    }

    private void batch() {
        teller.chapter(caller.username() + " has 150 flowers told in one batch job, paid by reservation");
        Answer dataset = caller.upload(
                "/api/v1/datasets/upload",
                new Form(
                        Map.of("name", "150 flowers", "dataset_type", "classification"),
                        examples.resolve("flowers.csv")));
        String datasetId = dataset.at("/id");
        Expect.becomesTrue(
                "the dataset should be read",
                () -> caller.ask("/api/v1/datasets/" + datasetId).at("/status").equals("ready"),
                batchWithin);
        caller.call(200, "GET", "/api/v1/datasets/" + datasetId, "");
        Answer job = caller.call(201, "POST", "/api/v1/batch-predictions", """
                {"deployment": "%s", "dataset_id": "%s"}""".formatted(deployment(), datasetId));
        String jobPath = "/api/v1/jobs/" + job.at("/id");
        caller.follow(jobPath + "/events");
        Expect.becomesTrue(
                "the job should be paid",
                () -> !caller.ask(jobPath).at("/cost/charged").isEmpty(),
                settledWithin);
        Answer done = caller.call(200, "GET", jobPath, "");
        Expect.that(done.at("/status").equals("completed"), "the job is completed");

        teller.chapter("The result, and what it cost");
        String file = done.at("/artifacts/0/url");
        Expect.that(!file.isEmpty(), "the job has a result file");
        Answer result = caller.call(200, "GET", file, "");
        Expect.that(result.text().lines().count() >= 150, "the result has a line for each flower");
        BigDecimal charged = done.json().at("/cost/charged").decimalValue(BigDecimal.ZERO);
        Expect.becomes(
                "the caller's balance",
                () -> caller.balance("available"),
                new BigDecimal("98").subtract(charged).toPlainString(),
                settledWithin);
        Expect.becomes("what is still reserved", () -> caller.balance("reserved"), "0", settledWithin);
        caller.call(200, "GET", "/api/v1/billing/balance", "");
        publisher.call(200, "GET", "/api/v1/billing/balance", "");
    }
}

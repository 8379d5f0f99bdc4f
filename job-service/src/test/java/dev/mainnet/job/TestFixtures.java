package dev.mainnet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.contracts.BillingEvent.CreditsReserved;
import dev.mainnet.contracts.ModelEvent.DeploymentChanged;
import dev.mainnet.contracts.ModelEvent.ModelRegistered;
import dev.mainnet.contracts.ModelEvent.TensorSignature;
import dev.mainnet.defaults.objectstore.ObjectStore;
import dev.mainnet.testing.TestIdentity;
import dev.mainnet.testing.TestKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a test does through HTTP and Kafka to come to a job. */
@TestComponent
public class TestFixtures {

    public static final String IRIS = """
            sepal_length,sepal_width,petal_length,petal_width,species
            5.1,3.5,1.4,0.2,setosa
            7.0,3.2,4.7,1.4,versicolor
            6.3,3.3,6.0,2.5,virginica
            """;

    private static final JsonMapper JSON = new JsonMapper();

    /** A deployment that callers may use, and its model. */
    public record Deployed(UUID modelId, UUID deploymentId, TestIdentity owner, String slug) {
        public String address() {
            return owner.username() + "/" + slug;
        }
    }

    private final WebTestClient client;
    private final ObjectStore objects;
    private final DatabaseClient database;

    TestFixtures(WebTestClient client, ObjectStore objects, DatabaseClient database) {
        this.client = client;
        this.objects = objects;
        this.database = database;
    }

    public WebTestClient client() {
        return client;
    }

    public WebTestClient.ResponseSpec upload(
            TestIdentity who, String filename, byte[] content, Map<String, String> fields) {
        var form = new MultipartBodyBuilder();
        form.part("file", new ByteArrayResource(content)).filename(filename);
        fields.forEach(form::part);
        return client.post()
                .uri("/api/v1/datasets/upload")
                .header("Authorization", who.bearer())
                .body(BodyInserters.fromMultipartData(form.build()))
                .exchange();
    }

    public UUID dataset(TestIdentity who, String csv) {
        JsonNode answer = json(upload(
                        who,
                        "iris.csv",
                        csv.getBytes(StandardCharsets.UTF_8),
                        Map.of("name", "iris", "dataset_type", "classification"))
                .expectStatus()
                .isCreated());
        return UUID.fromString(answer.get("id").asString());
    }

    public Deployed deploy(String visibility, List<String> allowed) {
        TestIdentity owner =
                TestIdentity.user("grace" + UUID.randomUUID().toString().substring(0, 8));
        UUID modelId = UUID.randomUUID();
        var stored = objects.put(
                        "models/" + modelId,
                        Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(
                                "a model".getBytes(StandardCharsets.UTF_8))),
                        1000)
                .block();
        TestKafka.publish(new ModelRegistered(
                modelId,
                owner.accountId(),
                "Iris",
                stored.key(),
                stored.sha256(),
                stored.size(),
                List.of(new TensorSignature("input", "FP32", List.of(-1L, 4L))),
                List.of(new TensorSignature("probabilities", "FP32", List.of(-1L, 3L))),
                List.of("setosa", "versicolor", "virginica"),
                Instant.now(),
                null,
                null));
        var deployed = new Deployed(modelId, UUID.randomUUID(), owner, "iris");
        TestKafka.publish(new DeploymentChanged(
                deployed.deploymentId(),
                owner.accountId(),
                owner.username(),
                deployed.slug(),
                modelId,
                visibility,
                allowed,
                2_000_000,
                60,
                Instant.now(),
                null,
                null,
                null,
                null));
        return deployed;
    }

    public WebTestClient.ResponseSpec predict(TestIdentity who, Map<String, ?> body) {
        return client.post()
                .uri("/api/v1/batch-predictions")
                .header("Authorization", who.bearer())
                .bodyValue(body)
                .exchange();
    }

    /** A job that was accepted; the catalogue is given the time to hear of the deployment. */
    public JsonNode submitted(TestIdentity who, Deployed deployed) {
        UUID dataset = dataset(who, IRIS);
        List<JsonNode> answer = new ArrayList<>();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        answer.add(json(predict(who, Map.of("deployment", deployed.address(), "dataset_id", dataset))
                                .expectStatus()
                                .isCreated())));
        return answer.getLast();
    }

    /** A job whose credits are reserved and that waits for a worker. */
    public UUID queued(TestIdentity who) {
        UUID job = reserved(who);
        await().atMost(Duration.ofSeconds(20)).until(() -> state(job).equals("queued"));
        return job;
    }

    /** A job whose credits are reserved: it is queued soon, and may be running by then. */
    public UUID reserved(TestIdentity who) {
        UUID job = UUID.fromString(
                submitted(who, deploy("public", List.of())).get("id").asString());
        TestKafka.publish(new CreditsReserved(job, who.accountId(), 2_500_000));
        return job;
    }

    /** The state as the table has it: users cannot tell whether credits are reserved yet. */
    public String state(UUID job) {
        return database.sql("SELECT state FROM job WHERE id = $1")
                .bind(0, job)
                .mapValue(String.class)
                .one()
                .block();
    }

    /** Moves the end of a running job's lease: tests do not wait for time to pass. */
    public void leaseEndsIn(UUID job, Duration time) {
        database.sql("UPDATE job SET lease_until = now() + make_interval(secs => $2) WHERE id = $1")
                .bind(0, job)
                .bind(1, (double) time.toSeconds())
                .then()
                .block();
    }

    /** How long a running job is still its worker's. */
    public Duration leftOfLease(UUID job) {
        return Duration.ofSeconds(
                database.sql("SELECT extract(epoch FROM lease_until - now())::bigint FROM job WHERE id = $1")
                        .bind(0, job)
                        .mapValue(Long.class)
                        .one()
                        .block());
    }

    public JsonNode get(TestIdentity who, String uri) {
        return json(client.get()
                .uri(uri)
                .header("Authorization", who.bearer())
                .exchange()
                .expectStatus()
                .isOk());
    }

    public JsonNode job(TestIdentity who, UUID id) {
        return get(who, "/api/v1/jobs/" + id);
    }

    public String status(TestIdentity who, UUID id) {
        return job(who, id).get("status").asString();
    }

    public static JsonNode json(WebTestClient.ResponseSpec response) {
        EntityExchangeResult<byte[]> result = response.expectBody().returnResult();
        assertThat(result.getResponseBody()).as("body").isNotNull();
        return JSON.readTree(result.getResponseBody());
    }
}

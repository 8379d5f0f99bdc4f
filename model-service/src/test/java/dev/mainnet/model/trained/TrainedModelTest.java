package dev.mainnet.model.trained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.contracts.JobEvent.ModelTrained;
import dev.mainnet.contracts.ModelEvent.ModelRefused;
import dev.mainnet.contracts.ModelEvent.ModelRegistered;
import dev.mainnet.contracts.Topics;
import dev.mainnet.defaults.objectstore.ObjectStore;
import dev.mainnet.defaults.objectstore.StoredObject;
import dev.mainnet.model.FakeRunner;
import dev.mainnet.model.ModelServiceTest;
import dev.mainnet.model.Scenario;
import dev.mainnet.testing.GoldenExamples;
import dev.mainnet.testing.TestIdentity;
import dev.mainnet.testing.TestKafka;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

@ModelServiceTest
class TrainedModelTest {

    @Autowired
    WebTestClient http;

    @Autowired
    ObjectStore objects;

    @Autowired
    Scenario scenario;

    private final TestIdentity ada = TestIdentity.user(Scenario.unique("ada"));

    @BeforeEach
    void reset() {
        FakeRunner.INSTANCE.reset();
    }

    @Test
    void isRegisteredForItsOwnerWithAllThatItsTrainingTold() {
        ModelTrained trained = trained("iris", Map.of("optimizer", "adam", "features", List.of("a", "b", "c", "d")));
        TestKafka.publish(trained);
        TestKafka.publish(trained);

        registered(trained);
        JsonNode model = get("/models/" + trained.modelId());
        assertThat(model.get("name").asString()).isEqualTo("mlp_iris");
        assertThat(model.get("model_type").asString()).isEqualTo("mlp");
        assertThat(model.get("accuracy").asDouble()).isEqualTo(0.95);
        assertThat(model.get("architecture").get("output_classes").asInt()).isEqualTo(3);
        assertThat(model.get("architecture").get("parameters").asInt()).isEqualTo(35);
        assertThat(model.get("performance").get("f1_score").asDouble()).isEqualTo(0.94);
        assertThat(model.get("training_config").get("optimizer").asString()).isEqualTo("adam");
        assertThat(get("/models?model_type=mlp&sort_by=accuracy").get("total").asInt())
                .isEqualTo(1);
    }

    @Test
    void tellsRowsByListAndByTheNamesOfTheirColumns() {
        ModelTrained trained = trained("iris", Map.of("features", List.of("a", "b", "c", "d")));
        TestKafka.publish(trained);
        registered(trained);

        JsonNode byNames = predict(trained, "{\"input\": {\"d\": 0, \"a\": 1, \"b\": 0, \"c\": 0}}")
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
        assertThat(byNames.get("predictions").get(0).get("class").asString()).isEqualTo("versicolor");
        JsonNode both = predict(trained, "{\"inputs\": [[2, 0, 0, 0], {\"a\": 0, \"b\": 0, \"c\": 0, \"d\": 0}]}")
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
        assertThat(both.get("predictions")
                        .valueStream()
                        .map(row -> row.get("class").asString()))
                .containsExactly("virginica", "setosa");
        refused(trained, "{\"input\": {\"a\": 1, \"colour\": 2}}", "the columns are a, b, c, d");
    }

    @Test
    void takesCellsThatAreMissing() {
        ModelTrained trained = trained("iris", Map.of("features", List.of("a", "b", "c", "d")));
        TestKafka.publish(trained);
        registered(trained);

        assertThat(predictions(trained, "{\"inputs\": [[1, null, \"\", 0], {\"a\": 2}, {\"a\": 1, \"b\": null}]}")
                        .valueStream()
                        .map(row -> row.get("class").asString()))
                .containsExactly("versicolor", "virginica", "versicolor");
        assertThat(predictions(trained, "{\"input\": [[1, null, 0, 0], [2, 0, 0, 0]]}")
                        .size())
                .isEqualTo(2);
        refused(trained, "{\"input\": {}}", "has none of the columns a, b, c, d");
        refused(trained, "{\"inputs\": [null]}", "expected");
        refused(trained, "{\"input\": [1, null]}", "expected [4]");
        refused(trained, "{\"input\": [1, \"wide\", 0, 0]}", "holds \\\"wide\\\"");
    }

    @Test
    void takesMissingCellsOfColumnsThatAreInputsOfTheirOwn() {
        ModelTrained trained = trained("table", Map.of());
        TestKafka.publish(trained);
        registered(trained);

        assertThat(predictions(trained, """
                {"inputs": [[null, "Oslo"], ["", ""], [7, null], {"age": 7}, {"city": "Rome"}, {"age": null, "city": null}]}""").toString()).isEqualTo("""
                        [{"age":null,"city":"Oslo"},{"age":null,"city":""},{"age":7.0,"city":""},{"age":7.0,"city":""},\
                        {"age":null,"city":"Rome"},{"age":null,"city":""}]""");
        refused(trained, "{\"input\": {}}", "has none of the columns age, city");
        refused(trained, "{\"input\": {\"age\": 7, \"colour\": 1}}", "the columns are age, city");
    }

    @Test
    void passesOverWhatARowOfTheDatasetHasThatTheModelDoesNotUse() {
        List<String> columns = List.of("id", "a", "b", "name", "c", "d");
        ModelTrained trained = trained("iris", Map.of("features", List.of("a", "b", "c", "d"), "columns", columns));
        TestKafka.publish(trained);
        registered(trained);

        assertThat(predictions(trained, """
                {"inputs": [[9, 1, 0, "x", 0, 0], [2, 0, 0, 0], {"id": 9, "name": "x", "a": 1, "c": 0}]}""")
                        .valueStream()
                        .map(row -> row.get("class").asString()))
                .containsExactly("versicolor", "virginica", "versicolor");
        refused(trained, "{\"input\": {\"id\": 9, \"name\": \"x\"}}", "has none of the columns a, b, c, d");
        refused(trained, "{\"input\": {\"a\": 1, \"colour\": 2}}", "the columns are id, a, b, name, c, d");
        refused(trained, "{\"input\": [1, 2, 3, 4, 5]}", "expected [4]");
    }

    @Test
    void passesOverUnusedColumnsWhereEachIsAnInputOfItsOwn() {
        ModelTrained trained = trained("table", Map.of("columns", List.of("id", "age", "city")));
        TestKafka.publish(trained);
        registered(trained);

        assertThat(predictions(trained, """
                {"inputs": [["n1", 7, "Oslo"], [8, "Rome"], {"id": "n3", "city": "Bern"}]}""").toString()).isEqualTo("""
                        [{"age":7.0,"city":"Oslo"},{"age":8.0,"city":"Rome"},{"age":null,"city":"Bern"}]""");
        refused(trained, "{\"input\": {\"colour\": 1}}", "the columns are id, age, city");
    }

    @Test
    void anUploadedModelIsGivenEachOfItsNumbers() {
        String id = scenario.upload(ada, FakeRunner.IRIS).get("id").asString();

        refused(id, "{\"input\": [1, null, 0, 0]}", "holds null");
        refused(id, "{\"input\": [1, \"\", 0, 0]}", "FP32 takes numbers");
    }

    @Test
    void tellsHowManyColumnsItUsesAndThatItHasNoDescription() {
        ModelTrained one = trained("iris", Map.of("features", List.of("a", "b", "c", "d")));
        ModelTrained several = trained("table", Map.of());
        TestKafka.publish(one);
        TestKafka.publish(several);
        registered(one);
        registered(several);

        JsonNode model = get("/models/" + one.modelId());
        assertThat(model.get("architecture").get("input_shape").toString()).isEqualTo("[4]");
        assertThat(model.has("description")).isTrue();
        assertThat(model.get("description").isNull()).isTrue();
        assertThat(get("/models/" + several.modelId())
                        .get("architecture")
                        .get("input_shape")
                        .toString())
                .isEqualTo("[2]");
    }

    @Test
    void aPredictionThatIsNoFiniteNumberIsNull() {
        String id = scenario.upload(ada, FakeRunner.DOUBLE).get("id").asString();

        assertThat(predictions(id, "{\"inputs\": [1e308, -1e308, 1]}").toString())
                .isEqualTo("[null,null,2.0]");
    }

    @Test
    void aRowByListFillsTheColumnsThatAreInputsOfTheirOwn() {
        ModelTrained trained = trained("two", Map.of());
        TestKafka.publish(trained);
        registered(trained);

        predict(trained, "{\"input\": [[1, 2], \"Oslo\"]}").expectStatus().isOk();
    }

    @Test
    void takesPicturesInBase64AndAsFiles() throws IOException {
        ModelTrained trained = trained("picture", Map.of("image_size", 32));
        TestKafka.publish(trained);
        registered(trained);
        byte[] picture = picture(2000, 10, 0x0A141E);

        JsonNode encoded = predict(
                        trained,
                        "{\"input\": \"data:image/png;base64,%s\"}"
                                .formatted(Base64.getEncoder().encodeToString(picture)))
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
        assertThat(encoded.get("predictions").get(0).toString()).isEqualTo("[10,20,30]");

        MultipartBodyBuilder form = new MultipartBodyBuilder();
        form.part("file", new ByteArrayResource(picture)).filename("one.png");
        form.part("file", new ByteArrayResource(picture(3, 3, 0xFFFFFF))).filename("two.png");
        JsonNode files = http.post()
                .uri("/models/" + trained.modelId() + "/predict")
                .header("Authorization", ada.bearer())
                .body(BodyInserters.fromMultipartData(form.build()))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
        assertThat(files.get("predictions").get(1).toString()).isEqualTo("[255,255,255]");
        assertThat(get("/models/" + trained.modelId())
                        .get("architecture")
                        .get("input_shape")
                        .toString())
                .isEqualTo("[32,32,3]");
        predict(trained, "{\"input\": \"bm8gcGljdHVyZQ==\"}").expectStatus().isBadRequest();
    }

    @Test
    void aTextModelIsOfTheKindOfItsNetworkAndDescribedAsTextModelsAre() {
        ModelTrained trained = trained(FakeRunner.TEXT, "gpt_mini", Map.of());
        TestKafka.publish(trained);
        registered(trained);

        JsonNode model = get("/models/" + trained.modelId());
        assertThat(model.get("model_type").asString()).isEqualTo("gpt_mini");
        assertThat(model.get("architecture").get("parameters").asInt()).isPositive();
    }

    @Test
    void isRefusedWithTheReasonWhenItCannotBeServed() {
        ModelTrained trained = trained("garbage", Map.of());
        TestKafka.publish(trained);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(TestKafka.events(
                                Topics.MODEL_EVENTS, trained.modelId().toString()))
                        .last()
                        .isInstanceOfSatisfying(ModelRefused.class, refused -> {
                            assertThat(refused.reason()).isEqualTo("The file is no ONNX model");
                            GoldenExamples.assertObeysItsSchema(refused);
                        }));
    }

    private ModelTrained trained(String content, Map<String, Object> config) {
        return trained(content, "mlp", config);
    }

    private ModelTrained trained(String content, String modelType, Map<String, Object> config) {
        UUID job = UUID.randomUUID();
        StoredObject stored = objects.put(
                        "artifacts/" + job,
                        Flux.just(
                                DefaultDataBufferFactory.sharedInstance.wrap(content.getBytes(StandardCharsets.UTF_8))),
                        1000)
                .block();
        return new ModelTrained(
                job,
                ada.accountId(),
                "training",
                UUID.randomUUID(),
                "mlp_iris",
                stored.key(),
                stored.sha256(),
                stored.size(),
                modelType,
                35,
                Map.of("accuracy", 0.95, "f1_score", 0.94),
                config,
                Instant.now());
    }

    private static void registered(ModelTrained trained) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(TestKafka.events(
                                Topics.MODEL_EVENTS, trained.modelId().toString()))
                        .hasExactlyElementsOfTypes(ModelRegistered.class));
    }

    private JsonNode predictions(ModelTrained trained, String body) {
        return predictions(trained.modelId().toString(), body);
    }

    private JsonNode predictions(String modelId, String body) {
        return predict(modelId, body)
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .get("predictions");
    }

    private void refused(ModelTrained trained, String body, String why) {
        refused(trained.modelId().toString(), body, why);
    }

    private void refused(String modelId, String body, String why) {
        predict(modelId, body)
                .expectStatus()
                .isBadRequest()
                .expectBody(String.class)
                .value(answer -> assertThat(answer).contains(why));
    }

    private WebTestClient.ResponseSpec predict(ModelTrained trained, String body) {
        return predict(trained.modelId().toString(), body);
    }

    private WebTestClient.ResponseSpec predict(String modelId, String body) {
        return http.post()
                .uri("/models/" + modelId + "/predict")
                .header("Authorization", ada.bearer())
                .header("Content-Type", "application/json")
                .bodyValue(body)
                .exchange();
    }

    private JsonNode get(String uri) {
        return http.get()
                .uri(uri)
                .header("Authorization", ada.bearer())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private static byte[] picture(int width, int height, int colour) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, colour);
            }
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(image, "png", file);
        return file.toByteArray();
    }
}

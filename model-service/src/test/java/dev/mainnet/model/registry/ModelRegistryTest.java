package dev.mainnet.model.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.contracts.ModelEvent.ModelDeleted;
import dev.mainnet.contracts.ModelEvent.ModelRegistered;
import dev.mainnet.contracts.Topics;
import dev.mainnet.model.FakeRunner;
import dev.mainnet.model.ModelServiceTest;
import dev.mainnet.model.Scenario;
import dev.mainnet.testing.GoldenExamples;
import dev.mainnet.testing.TestIdentity;
import dev.mainnet.testing.TestKafka;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpEntity;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.JsonNode;

@ModelServiceTest
class ModelRegistryTest {

    @Autowired
    WebTestClient http;

    @Autowired
    Scenario scenario;

    @Value("${mainnet.object-store.location}")
    Path objects;

    private final TestIdentity ada = TestIdentity.user("ada");

    @BeforeEach
    void reset() {
        FakeRunner.INSTANCE.reset();
    }

    @Test
    void anUploadedModelShowsWhatItTakesAndGives() {
        scenario.uploading(ada, "iris", "Iris", null)
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("Iris")
                .jsonPath("$.model_type")
                .isEqualTo("classifier")
                .jsonPath("$.inputs[0].name")
                .isEqualTo("measures")
                .jsonPath("$.inputs[0].datatype")
                .isEqualTo("FP32")
                .jsonPath("$.inputs[0].shape[1]")
                .isEqualTo(4)
                .jsonPath("$.outputs[1].name")
                .isEqualTo("probabilities")
                .jsonPath("$.labels[2]")
                .isEqualTo("virginica")
                .jsonPath("$.size")
                .isEqualTo(4)
                .jsonPath("$.sha256")
                .isEqualTo(sha256("iris"))
                .jsonPath("$.created_at")
                .exists();
    }

    @Test
    void namesOfClassesGivenAtUploadReplaceThoseOfTheFile() {
        scenario.uploading(ada, "iris", "Iris", "[\"a\", \"b\", \"c\"]")
                .expectBody()
                .jsonPath("$.labels[0]")
                .isEqualTo("a");
        scenario.uploading(ada, "iris", "Iris", "a, b")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.details[0].field")
                .isEqualTo("labels");
    }

    @Test
    void nothingIsKeptOfAFileThatTheRunnerRefuses() throws IOException {
        long before = files();
        scenario.uploading(ada, "a picture of a cat", "Cat", null)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("validation_error")
                .jsonPath("$.details[0].field")
                .isEqualTo("file")
                .jsonPath("$.details[0].message")
                .isEqualTo("The file is no ONNX model");
        assertThat(files()).isEqualTo(before);
        list("").jsonPath("$.total").isEqualTo(0);
    }

    @Test
    void aFileOverTheBoundIsTooLarge() throws IOException {
        long before = files();
        scenario.uploading(ada, "iris " + "x".repeat(70_000), "Big", null)
                .expectStatus()
                .isEqualTo(413);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void anUploadThatWasRefusedDoesNotDisturbTheNextOnTheSameConnection() {
        for (int i = 0; i < 20; i++) {
            scenario.uploading(ada, "iris " + "x".repeat(70_000), "Big", null)
                    .expectStatus()
                    .isEqualTo(413)
                    .expectBody()
                    .jsonPath("$.error")
                    .isEqualTo("payload_too_large");
            list("").jsonPath("$.total").isEqualTo(0);
        }
    }

    @Test
    void namesTheFieldThatIsWrongWithAForm() {
        expectInvalid(form(b -> b.part("name", "x")), "file");
        expectInvalid(form(b -> b.part("file", "text")), "file");
        expectInvalid(form(b -> file(b)), "name");
        expectInvalid(
                form(b -> {
                    file(b);
                    b.part("name", "x");
                    b.part("colour", "red");
                }),
                "colour");
        expectInvalid(
                form(b -> {
                    b.part("name", "x");
                    b.part("name", "y");
                    file(b);
                }),
                "name");
        http.post()
                .uri("/api/v1/models")
                .header("Authorization", ada.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isEqualTo(415);
    }

    @Test
    void theFieldsOfAFormMayComeInAnyOrder() {
        http.post()
                .uri("/api/v1/models")
                .header("Authorization", ada.bearer())
                .body(BodyInserters.fromMultipartData(form(b -> {
                    b.part("description", "Flowers");
                    file(b);
                    b.part("name", "Late name");
                })))
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.description")
                .isEqualTo("Flowers")
                .jsonPath("$.name")
                .isEqualTo("Late name");
    }

    @Test
    void listsOnesOwnModelsByPageOrderAndType() {
        for (String name : new String[] {"b", "a", "c"}) {
            scenario.uploading(ada, "iris", name, null).expectStatus().isCreated();
        }
        scenario.uploading(ada, "double", "d", null).expectStatus().isCreated();
        scenario.upload(TestIdentity.user("eve"), "iris");

        list("?sort_by=name&limit=2")
                .jsonPath("$.total")
                .isEqualTo(4)
                .jsonPath("$.models.length()")
                .isEqualTo(2)
                .jsonPath("$.models[0].name")
                .isEqualTo("a");
        list("?page=2&limit=3&sort_by=name").jsonPath("$.models[0].name").isEqualTo("d");
        list("?order=asc").jsonPath("$.models[0].name").isEqualTo("b");
        list("").jsonPath("$.models[0].name").isEqualTo("d");
        list("?model_type=predictor").jsonPath("$.total").isEqualTo(1);
        http.get()
                .uri("/api/v1/models?limit=1000")
                .header("Authorization", ada.bearer())
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void anothersModelIsAnsweredExactlyAsAnUnknownOne() {
        String id = scenario.upload(ada, "iris").path("id").asString();
        TestIdentity eve = TestIdentity.user("eve");
        for (String path : new String[] {id, UUID.randomUUID().toString(), "no-id"}) {
            http.get()
                    .uri("/api/v1/models/" + path)
                    .header("Authorization", eve.bearer())
                    .exchange()
                    .expectStatus()
                    .isNotFound()
                    .expectBody()
                    .jsonPath("$.message")
                    .isEqualTo("Model not found");
            http.delete()
                    .uri("/api/v1/models/" + path)
                    .header("Authorization", eve.bearer())
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }

    @Test
    void aModelInUseStaysAndOneThatIsNotGoesWithItsFile() throws IOException {
        JsonNode deployment = scenario.deploy(ada, "iris", "keeps-it", "1");
        String id = deployment.path("model_id").asString();
        delete("/api/v1/models/" + id)
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.message")
                .value(message -> assertThat((String) message).contains("ada/keeps-it"));

        long before = files();
        delete("/api/v1/deployments/" + deployment.path("id").asString())
                .expectStatus()
                .isNoContent();
        delete("/api/v1/models/" + id).expectStatus().isNoContent();
        assertThat(files()).isEqualTo(before - 1);
        assertThat(FakeRunner.INSTANCE.loadedModels()).doesNotContain(id);
        delete("/api/v1/models/" + id).expectStatus().isNotFound();
    }

    @Test
    void publishesAModelsLife() {
        String id = scenario.upload(ada, "iris").path("id").asString();
        delete("/api/v1/models/" + id).expectStatus().isNoContent();

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(TestKafka.events(Topics.MODEL_EVENTS, id))
                        .allSatisfy(GoldenExamples::assertObeysItsSchema)
                        .extracting(Object::getClass)
                        .isEqualTo(List.of(ModelRegistered.class, ModelDeleted.class)));
    }

    @Test
    void needsAnIdentityAndTheScope() {
        http.get().uri("/api/v1/models").exchange().expectStatus().isUnauthorized();
        http.get()
                .uri("/api/v1/models")
                .header("Authorization", ada.scoped("invoke").bearer())
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private WebTestClient.ResponseSpec delete(String path) {
        return http.delete().uri(path).header("Authorization", ada.bearer()).exchange();
    }

    private WebTestClient.BodyContentSpec list(String query) {
        return http.get()
                .uri("/api/v1/models" + query)
                .header("Authorization", ada.bearer())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }

    private void expectInvalid(MultiValueMap<String, HttpEntity<?>> form, String field) {
        http.post()
                .uri("/api/v1/models")
                .header("Authorization", ada.bearer())
                .body(BodyInserters.fromMultipartData(form))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.details[0].field")
                .isEqualTo(field);
    }

    private static MultiValueMap<String, HttpEntity<?>> form(Consumer<MultipartBodyBuilder> fill) {
        MultipartBodyBuilder builder = new MultipartBodyBuilder();
        fill.accept(builder);
        return builder.build();
    }

    private static void file(MultipartBodyBuilder builder) {
        builder.part("file", "iris".getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_OCTET_STREAM)
                .filename("iris.onnx");
    }

    private long files() throws IOException {
        try (Stream<Path> found = Files.walk(objects)) {
            return found.filter(Files::isRegularFile).count();
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

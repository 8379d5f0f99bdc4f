package dev.mainnet.job.dataset;

import static dev.mainnet.job.TestFixtures.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.job.JobServiceTest;
import dev.mainnet.job.TestFixtures;
import dev.mainnet.testing.TestIdentity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@JobServiceTest
class DatasetTest {

    private static final Map<String, String> FIELDS =
            Map.of("name", "Flowers", "description", "Fisher's", "dataset_type", "classification");

    @Autowired
    TestFixtures fixtures;

    private final TestIdentity ada = TestIdentity.user("ada");

    @Test
    void describesACsvSoonAfterItsUpload() {
        JsonNode uploaded =
                json(upload("iris.csv", TestFixtures.IRIS).expectStatus().isCreated());

        assertThat(uploaded.get("status").asString()).isEqualTo("processing");
        assertThat(uploaded.get("file_size").asInt()).isEqualTo(TestFixtures.IRIS.length());
        assertThat(uploaded.get("name").asString()).isEqualTo("Flowers");

        JsonNode metadata = read(id(uploaded)).get("metadata");
        assertThat(metadata.get("rows").asInt()).isEqualTo(3);
        assertThat(metadata.get("columns").asInt()).isEqualTo(5);
        assertThat(metadata.get("features").size()).isEqualTo(4);
        assertThat(metadata.get("target").asString()).isEqualTo("species");
        assertThat(metadata.at("/types/petal_width").asString()).isEqualTo("number");
        assertThat(metadata.get("missing_values").isEmpty()).isTrue();
        assertThat(metadata.get("classes").valueStream().map(JsonNode::asString))
                .containsExactly("setosa", "versicolor", "virginica");
        assertThat(metadata.at("/sample/1/0").asString()).isEqualTo("7.0");
        assertThat(metadata.get("checksum").asString()).startsWith("sha256:");
    }

    @Test
    void isReachedAtTheDocumentsOwnPaths() {
        UUID id = fixtures.dataset(ada, TestFixtures.IRIS);

        assertThat(fixtures.get(ada, "/datasets?sort_by=created_at&order=desc")
                        .at("/datasets/0/id")
                        .asString())
                .isEqualTo(id.toString());
        assertThat(fixtures.get(ada, "/datasets/" + id).get("file_size").asInt())
                .isEqualTo(TestFixtures.IRIS.length());
        fixtures.client().get().uri("/datasets").exchange().expectStatus().isUnauthorized();
        fixtures.client()
                .get()
                .uri("/datasets/" + id)
                .header("Authorization", ada.scoped("invoke").bearer())
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void failsARaggedFileWithItsLine() {
        JsonNode dataset =
                read(id(json(upload("bad.csv", "a,b\n1,2\n3\n").expectStatus().isCreated())));

        assertThat(dataset.get("status").asString()).isEqualTo("failed");
        assertThat(dataset.get("error").asString()).contains("line 3");
    }

    @Test
    void describesWhatIsNoCsvAsItsFormatHasIt() {
        String json = id(upload("data.json", "[{\"a\": 1, \"y\": \"no\"}, {\"a\": 2, \"y\": \"yes\"}]"));
        String broken = id(upload("data.zip", "PK"));

        await().untilAsserted(() -> {
            JsonNode metadata = fixtures.get(ada, "/datasets/" + json).path("metadata");
            assertThat(metadata.path("format").asString("")).isEqualTo("json");
            assertThat(metadata.path("target").asString("")).isEqualTo("y");
            assertThat(metadata.path("rows").asInt(0)).isEqualTo(2);
        });
        await().untilAsserted(() -> assertThat(
                        fixtures.get(ada, "/datasets/" + broken).get("status").asString())
                .isEqualTo("failed"));
    }

    private static String id(WebTestClient.ResponseSpec answer) {
        return TestFixtures.json(answer.expectStatus().isCreated()).get("id").asString();
    }

    @Test
    void refusesWhatIsNoDatasetTooLargeOrIncomplete() {
        upload("data.xlsx", "[]")
                .expectStatus()
                .isEqualTo(415)
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("unsupported_media_type");
        upload("big.csv", "a\n" + "1\n".repeat(60_000))
                .expectStatus()
                .isEqualTo(413)
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("payload_too_large");
        upload("empty.csv", "").expectStatus().isBadRequest();
        refusesField(Map.of("dataset_type", "classification"), "name");
        refusesField(Map.of("name", "x"), "dataset_type");
        refusesField(Map.of("name", "x", "dataset_type", "not a word"), "dataset_type");
        refusesField(Map.of("name", "x", "dataset_type", "other", "color", "red"), "color");
    }

    @Test
    void listsOnesOwnSortedAndPaged() {
        for (String name : List.of("b", "c", "a")) {
            fixtures.upload(
                            ada,
                            name + ".csv",
                            ("x\n" + "1\n".repeat(name.charAt(0))).getBytes(StandardCharsets.UTF_8),
                            Map.of("name", name, "dataset_type", "other"))
                    .expectStatus()
                    .isCreated();
        }

        JsonNode page = fixtures.get(ada, "/api/v1/datasets?sort_by=name&order=desc&limit=2");
        assertThat(page.get("total").asInt()).isEqualTo(3);
        assertThat(page.get("datasets").valueStream().map(d -> d.get("name").asString()))
                .containsExactly("c", "b");
        assertThat(fixtures.get(ada, "/api/v1/datasets?sort_by=size&order=asc&page=2&limit=1")
                        .get("datasets")
                        .get(0)
                        .get("name")
                        .asString())
                .isEqualTo("b");
        fixtures.client()
                .get()
                .uri("/api/v1/datasets?sort_by=color")
                .header("Authorization", ada.bearer())
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void answersAForeignDatasetLikeAnUnknownOne() {
        UUID mine = fixtures.dataset(ada, TestFixtures.IRIS);
        TestIdentity eve = TestIdentity.user("eve");

        for (UUID id : List.of(mine, UUID.randomUUID())) {
            fixtures.client()
                    .get()
                    .uri("/api/v1/datasets/" + id)
                    .header("Authorization", eve.bearer())
                    .exchange()
                    .expectStatus()
                    .isNotFound()
                    .expectBody()
                    .jsonPath("$.message")
                    .isEqualTo("Dataset not found");
            fixtures.client()
                    .delete()
                    .uri("/api/v1/datasets/" + id)
                    .header("Authorization", eve.bearer())
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
        assertThat(read(mine).get("status").asString()).isEqualTo("ready");
    }

    @Test
    void deletesADatasetUnlessAJobNeedsIt() {
        UUID job = fixtures.queued(ada);
        String dataset = fixtures.job(ada, job).get("dataset_id").asString();

        delete(dataset, 409);
        fixtures.client()
                .post()
                .uri("/api/v1/jobs/" + job + "/cancel")
                .header("Authorization", ada.bearer())
                .exchange()
                .expectStatus()
                .isOk();
        delete(dataset, 204);
        delete(dataset, 404);
    }

    @Test
    void needsAnIdentityWithTheScopeJobs() {
        fixtures.client()
                .get()
                .uri("/api/v1/datasets")
                .exchange()
                .expectStatus()
                .isUnauthorized();
        fixtures.client()
                .get()
                .uri("/api/v1/datasets")
                .header("Authorization", ada.scoped("invoke").bearer())
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private void refusesField(Map<String, String> fields, String named) {
        fixtures.upload(ada, "x.csv", "a\n1\n".getBytes(StandardCharsets.UTF_8), fields)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.details[0].field")
                .isEqualTo(named);
    }

    private void delete(String dataset, int status) {
        fixtures.client()
                .delete()
                .uri("/api/v1/datasets/" + dataset)
                .header("Authorization", ada.bearer())
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }

    private WebTestClient.ResponseSpec upload(String filename, String csv) {
        return fixtures.upload(ada, filename, csv.getBytes(StandardCharsets.UTF_8), FIELDS);
    }

    private JsonNode read(UUID id) {
        return await().until(
                        () -> fixtures.get(ada, "/api/v1/datasets/" + id),
                        dataset -> !dataset.get("status").asString().equals("processing"));
    }

    private static UUID id(JsonNode dataset) {
        return UUID.fromString(dataset.get("id").asString());
    }
}

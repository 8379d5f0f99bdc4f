package dev.mainnet.model;

import dev.mainnet.contracts.BalanceEvent.BalanceChanged;
import dev.mainnet.model.admission.Balances;
import dev.mainnet.testing.TestIdentity;
import dev.mainnet.testing.TestKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.JsonNode;

/** What tests do over and over: upload, deploy, fund, call. */
public final class Scenario {

    private static final AtomicLong VERSIONS = new AtomicLong();

    private final WebTestClient http;
    private final Balances balances;

    Scenario(WebTestClient http, Balances balances) {
        this.http = http;
        this.balances = balances;
    }

    /** Uploads a file of that text and answers the model. */
    public JsonNode upload(TestIdentity owner, String file) {
        return uploading(owner, file, "A model", null)
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    public WebTestClient.ResponseSpec uploading(TestIdentity owner, String file, String name, String labels) {
        MultipartBodyBuilder form = new MultipartBodyBuilder();
        form.part(
                        "file",
                        new ByteArrayResource(file.getBytes(StandardCharsets.UTF_8)),
                        MediaType.APPLICATION_OCTET_STREAM)
                .filename("model.onnx");
        form.part("name", name);
        if (labels != null) {
            form.part("labels", labels);
        }
        return http.post()
                .uri("/api/v1/models")
                .header("Authorization", owner.bearer())
                .body(BodyInserters.fromMultipartData(form.build()))
                .exchange();
    }

    /** Deploys a fresh model publicly at a price and answers the deployment. */
    public JsonNode deploy(TestIdentity owner, String file, String slug, String price) {
        String modelId = upload(owner, file).path("id").asString();
        return deploying(owner, """
                {"model_id": "%s", "slug": "%s", "visibility": "public", "pricing": {"per_request": %s},
                 "branding": {"title": "Title of %s"}}""".formatted(modelId, slug, price, slug))
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    /** Deploys a fresh text model publicly at a price for 100 tokens and answers the deployment. */
    public JsonNode deployText(TestIdentity owner, String slug, String per100Tokens) {
        String modelId = upload(owner, FakeRunner.TEXT + " " + slug).path("id").asString();
        return deploying(owner, """
                {"model_id": "%s", "slug": "%s", "visibility": "public",
                 "pricing": {"per_100_input_tokens": %s, "per_100_output_tokens": %s},
                 "branding": {"title": "Title of %s"}}""".formatted(modelId, slug, per100Tokens, per100Tokens, slug))
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    public WebTestClient.ResponseSpec deploying(TestIdentity owner, String json) {
        return http.post()
                .uri("/api/v1/deployments")
                .header("Authorization", owner.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json)
                .exchange();
    }

    /** Lets billing say what the account has, and waits until the service has heard it. */
    public void fund(TestIdentity caller, long availableMicro, long usageDebitedMicro) {
        TestKafka.publish(new BalanceChanged(
                caller.accountId(), availableMicro, 0, 0, usageDebitedMicro, VERSIONS.incrementAndGet()));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> balances.afterMicro(caller.accountId(), usageDebitedMicro) == availableMicro);
    }

    public WebTestClient.ResponseSpec invoke(String bearer, String address, String json) {
        return http.post()
                .uri("/api/v1/invoke/" + address)
                .header("Authorization", bearer)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json)
                .exchange();
    }

    /** An address part that no other test uses. */
    public static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }
}

package dev.mainnet.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.launcher.demo.Answer;
import dev.mainnet.launcher.demo.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * The demonstration model, published by somebody.
 *
 * @param key the key that came with the deployment
 */
record Irises(TestUser publisher, String modelId, String deploymentId, String slug, String key) {

    static final String MEASUREMENTS = "{\"input\": [5.1, 3.5, 1.4, 0.2]}";

    /** Uploads the model and deploys it with the given JSON members beside model and slug. */
    static Irises publishedBy(TestUser publisher, RunningPlatform platform, String members) {
        Form form = new Form(Map.of("name", "Irises"), file(platform));
        // A part that the test before has killed may be unknown to the gateway for a moment after its start.
        Answer model = await().atMost(Duration.ofSeconds(30))
                .until(() -> publisher.upload("/api/v1/models", form), answer -> answer.status() != 503);
        assertThat(model.status()).as(model.text()).isEqualTo(201);
        String slug = "irises-" + UUID.randomUUID().toString().substring(0, 8);
        Answer deployment =
                publisher.call(201, "POST", "/api/v1/deployments", """
                {"model_id": "%s", "slug": "%s", "branding": {"title": "Irises"}, %s}""".formatted(model.at("/id"), slug, members));
        return new Irises(publisher, model.at("/id"), deployment.at("/id"), slug, deployment.at("/api_key"));
    }

    /** Public and 2 credits a request. */
    static Irises publishedBy(TestUser publisher, RunningPlatform platform) {
        return publishedBy(publisher, platform, "\"visibility\": \"public\", \"pricing\": {\"per_request\": 2}");
    }

    static Path file(RunningPlatform platform) {
        return platform.settings().checkout().resolve("examples/iris/iris.onnx");
    }

    static Path flowers(RunningPlatform platform) {
        return platform.settings().checkout().resolve("examples/iris/flowers.csv");
    }

    /** Uploads some bytes as a model. */
    static Answer upload(TestUser user, byte[] content) {
        try {
            Path file = Files.createTempFile("model", ".onnx");
            try {
                return user.upload("/api/v1/models", new Form(Map.of("name", "A file"), Files.write(file, content)));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String path() {
        return "/api/v1/invoke/" + publisher.username() + "/" + slug;
    }
}

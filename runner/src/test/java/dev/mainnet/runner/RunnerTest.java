package dev.mainnet.runner;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A runner with narrow bounds, called over real HTTP. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=-1",
            "mainnet.loading.max-model-size=6MB",
            "mainnet.loading.scratch-size=16MB",
            "mainnet.loading.model-memory=40MB",
            "mainnet.inference.queue=4",
            "mainnet.inference.timeout=60s",
            "mainnet.inference.max-request=1MB",
            "mainnet.inference.max-response=1MB",
            "mainnet.inference.request-memory=8MB",
            "mainnet.text.slots=2",
            "mainnet.text.context=16384",
            "mainnet.text.queue=4",
            "mainnet.text.timeout=60s"
        })
public abstract class RunnerTest {
    public static final JsonMapper JSON = new JsonMapper();
    public static final String JSON_LENGTH = "Inference-Header-Content-Length";

    @LocalServerPort
    private int port;

    @Autowired
    protected MeterRegistry meters;

    protected final HttpClient http = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void scratch(DynamicPropertyRegistry properties) {
        properties.add("mainnet.loading.scratch", RunnerTest::freshDirectory);
    }

    private static Path freshDirectory() {
        try {
            return Files.createTempDirectory("runner-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    protected int port() {
        return port;
    }

    protected HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    protected HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    protected HttpResponse<byte[]> post(String path, String json) {
        return send(request(path).POST(BodyPublishers.ofString(json)));
    }

    protected HttpResponse<byte[]> get(String path) {
        return send(request(path).GET());
    }

    protected HttpResponse<byte[]> load(String name, byte[] model) {
        return post("/v2/repository/models/" + name + "/load", loadRequest(model));
    }

    protected static String loadRequest(byte[] model) {
        return JSON.writeValueAsString(Map.of(
                "parameters",
                Map.of("config", "{}", "file:1/model.onnx", Base64.getEncoder().encodeToString(model))));
    }

    protected HttpResponse<byte[]> infer(String name, String json) {
        return post("/v2/models/" + name + "/infer", json.replace('\'', '"'));
    }

    protected static JsonNode json(HttpResponse<byte[]> response) {
        return JSON.readTree(response.body());
    }

    protected static String error(HttpResponse<byte[]> response) {
        return json(response).path("error").asString();
    }

    protected static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}

package dev.mainnet.job.dispatch;

import static dev.mainnet.job.TestFixtures.json;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A worker that does what a test tells it. */
public record FakeWorker(WebTestClient client, String id, String token) {

    /** A job that the worker holds or held. */
    public record Held(UUID jobId, long token, JsonNode lease) {}

    public static final Map<String, Object> ENROLMENT = Map.of(
            "name",
            "fake",
            "capabilities",
            Map.of("kinds", List.of("batch_prediction"), "cpus", 2, "memory_bytes", 1000));

    public static FakeWorker enrol(WebTestClient client, String authorization) {
        return enrol(client, authorization, List.of("batch_prediction"));
    }

    public static FakeWorker enrol(WebTestClient client, String authorization, List<String> kinds) {
        JsonNode answer = json(client.post()
                .uri("/api/v1/workers")
                .header("Authorization", authorization)
                .bodyValue(
                        Map.of("name", "fake", "capabilities", Map.of("kinds", kinds, "cpus", 2, "memory_bytes", 1000)))
                .exchange()
                .expectStatus()
                .isCreated());
        return new FakeWorker(
                client, answer.get("id").asString(), answer.get("token").asString());
    }

    public static FakeWorker ofThePlatform(WebTestClient client) {
        return enrol(client, "Bearer me_secret");
    }

    public WebTestClient.ResponseSpec ask(int wait) {
        return ask("wait=" + wait);
    }

    public WebTestClient.ResponseSpec ask(String query) {
        return client.post()
                .uri("/api/v1/workers/" + id + "/leases?" + query)
                .header("Authorization", "Bearer " + token)
                .exchange();
    }

    public Held lease() {
        JsonNode lease = json(ask(20).expectStatus().isOk());
        return new Held(
                UUID.fromString(lease.get("job_id").asString()),
                lease.get("fencing_token").asLong(),
                lease);
    }

    /** Leases until that very job comes: tests share a queue. */
    public Held lease(UUID jobId) {
        Held held = lease();
        while (!held.jobId().equals(jobId)) {
            finish(held, "failed", "left over by another test");
            held = lease();
        }
        return held;
    }

    public WebTestClient.ResponseSpec heartbeat(Held held, Integer progress, Map<String, Double> metrics) {
        Map<String, Object> body = new HashMap<>(Map.of("fencing_token", held.token(), "metrics", metrics));
        if (progress != null) {
            body.put("progress", progress);
        }
        return post(held, "heartbeat", body);
    }

    public WebTestClient.ResponseSpec finish(Held held, String outcome, String error) {
        return post(held, "finish", Map.of("fencing_token", held.token(), "outcome", outcome, "error", error));
    }

    public WebTestClient.ResponseSpec post(Held held, String what, Map<String, ?> body) {
        return client.post()
                .uri(path(held) + "/" + what)
                .header("Authorization", "Bearer " + token)
                .bodyValue(body)
                .exchange();
    }

    public WebTestClient.ResponseSpec log(Held held, String text) {
        return client.post()
                .uri(path(held) + "/logs")
                .header("Authorization", "Bearer " + token)
                .header("X-Fencing-Token", Long.toString(held.token()))
                .header("Content-Type", "text/plain")
                .bodyValue(text.getBytes(StandardCharsets.UTF_8))
                .exchange();
    }

    public WebTestClient.ResponseSpec artifact(Held held, String name, String content) {
        return artifact(held, name, content, sha256(content));
    }

    public WebTestClient.ResponseSpec artifact(Held held, String name, String content, String sha256) {
        return client.put()
                .uri(path(held) + "/artifacts/" + name)
                .header("Authorization", "Bearer " + token)
                .header("X-Fencing-Token", Long.toString(held.token()))
                .header("X-Content-SHA256", sha256)
                .header("Content-Type", "text/csv")
                .bodyValue(content.getBytes(StandardCharsets.UTF_8))
                .exchange();
    }

    public WebTestClient.ResponseSpec input(Held held, String name) {
        return client.get()
                .uri(path(held) + "/inputs/" + name)
                .header("Authorization", "Bearer " + token)
                .header("X-Fencing-Token", Long.toString(held.token()))
                .exchange();
    }

    private String path(Held held) {
        return "/api/v1/workers/" + id + "/leases/" + held.jobId();
    }

    static String sha256(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.mainnet.worker.platform;

import dev.mainnet.worker.platform.PlatformException.Unavailable;
import java.io.FileNotFoundException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The calls of a worker. Each throws a {@link PlatformException}; those that concern a job are tried again for a while when nobody
 * answers, so that a restart of the gateway or of a service costs no job.
 */
public final class Platform {

    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final Duration LONG_POLL = Duration.ofSeconds(35);
    private static final Duration TRANSFER = Duration.ofMinutes(10);
    private static final Duration PERSEVERANCE = Duration.ofMinutes(2);
    private static final String FENCING_TOKEN = "X-Fencing-Token";

    /** What the platform answers a heartbeat. */
    public enum Word {
        GO_ON,
        /** End soon, with what there is by then. */
        END,
        CANCELLED
    }

    private final Http http;
    private final JsonMapper json = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public Platform(URI gateway) {
        http = new Http(gateway, json);
    }

    /** Becomes a worker, by the right of the token. */
    public Credentials enrol(String token, String name, List<String> kinds) throws InterruptedException {
        Runtime runtime = Runtime.getRuntime();
        Map<String, Object> capabilities = Map.of(
                "kinds",
                kinds,
                "cpus",
                runtime.availableProcessors(),
                "memory_bytes",
                runtime.maxMemory(),
                "platform",
                System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        HttpRequest request = http.request("/api/v1/workers", token, SHORT)
                .header("Content-Type", "application/json")
                .POST(body(Map.of("name", name, "capabilities", capabilities)))
                .build();
        return json.readValue(http.send(request, BodyHandlers.ofByteArray()).body(), Credentials.class);
    }

    /** Waits a while for a job of that kind. */
    public Optional<Lease> lease(Credentials me, String kind) throws InterruptedException {
        HttpRequest request = http.request(path(me) + "?wait=20&kind=" + kind, me.token(), LONG_POLL)
                .POST(BodyPublishers.noBody())
                .build();
        var response = http.send(request, BodyHandlers.ofByteArray());
        return response.statusCode() == 204
                ? Optional.empty()
                : Optional.of(json.readValue(response.body(), Lease.class));
    }

    /**
     * Tells that this worker is still at work. Made once: the next comes soon.
     *
     * @param metrics what was measured since the last time
     */
    public Word heartbeat(Credentials me, Lease lease, int progress, Map<String, Double> metrics)
            throws InterruptedException {
        HttpRequest request = http.request(path(me, lease) + "/heartbeat", me.token(), SHORT)
                .header("Content-Type", "application/json")
                .POST(body(Map.of("fencing_token", lease.fencingToken(), "progress", progress, "metrics", metrics)))
                .build();
        JsonNode answer =
                json.readTree(http.send(request, BodyHandlers.ofByteArray()).body());
        if (answer.path("cancelled").asBoolean(false)) {
            return Word.CANCELLED;
        }
        return answer.path("stop").asBoolean(false) ? Word.END : Word.GO_ON;
    }

    /** Adds to the job's log. Made once: a line more or less is not worth waiting for. */
    public void log(Credentials me, Lease lease, String text) throws InterruptedException {
        HttpRequest request = http.request(path(me, lease) + "/logs", me.token(), SHORT)
                .header("Content-Type", "text/plain;charset=UTF-8")
                .header(FENCING_TOKEN, Long.toString(lease.fencingToken()))
                .POST(BodyPublishers.ofString(text))
                .build();
        http.send(request, BodyHandlers.discarding());
    }

    /** Fetches an input into a file. */
    public void download(Credentials me, Lease lease, Lease.Input input, Path target) throws InterruptedException {
        HttpRequest request = http.request(input.url(), me.token(), TRANSFER)
                .header(FENCING_TOKEN, Long.toString(lease.fencingToken()))
                .build();
        persevere(() -> http.send(
                request,
                BodyHandlers.ofFile(
                        target,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)));
    }

    /** @param sha256 of the file, in lower-case hex */
    public void upload(Credentials me, Lease lease, String name, String contentType, Path file, String sha256)
            throws InterruptedException, FileNotFoundException {
        HttpRequest request = http.request(path(me, lease) + "/artifacts/" + name, me.token(), TRANSFER)
                .header("Content-Type", contentType)
                .header(FENCING_TOKEN, Long.toString(lease.fencingToken()))
                .header("X-Content-SHA256", sha256)
                .PUT(BodyPublishers.ofFile(file))
                .build();
        persevere(() -> http.send(request, BodyHandlers.discarding()));
    }

    /** Gives the lease back. A repetition after a lost answer finds the lease gone, which the caller may take for done. */
    public void finish(Credentials me, Lease lease, Report report) throws InterruptedException {
        HttpRequest request = http.request(path(me, lease) + "/finish", me.token(), SHORT)
                .header("Content-Type", "application/json")
                .POST(body(content(lease, report)))
                .build();
        persevere(() -> http.send(request, BodyHandlers.discarding()));
    }

    private static Map<String, Object> content(Lease lease, Report report) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("fencing_token", lease.fencingToken());
        content.put("outcome", report.outcome());
        content.put("error", report.error());
        content.put("retryable", report.retryable());
        report.result().ifPresent(result -> {
            content.put("compute_seconds", report.computed().toMillis() / 1000.0);
            content.put("report", result);
        });
        return content;
    }

    private interface Call {
        Object make() throws InterruptedException;
    }

    private static void persevere(Call call) throws InterruptedException {
        Instant until = Instant.now().plus(PERSEVERANCE);
        Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));
        while (true) {
            try {
                call.make();
                return;
            } catch (Unavailable e) {
                if (Instant.now().isAfter(until)) {
                    throw e;
                }
                backoff.pause();
            }
        }
    }

    private BodyPublisher body(Map<String, ?> content) {
        return BodyPublishers.ofByteArray(json.writeValueAsBytes(content));
    }

    private static String path(Credentials me) {
        return "/api/v1/workers/" + me.id() + "/leases";
    }

    private static String path(Credentials me, Lease lease) {
        return path(me) + "/" + lease.jobId();
    }
}

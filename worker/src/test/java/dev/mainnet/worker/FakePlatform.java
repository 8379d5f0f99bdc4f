package dev.mainnet.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mainnet.worker.files.Hashes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The platform's side of a worker's calls, as a test wants it. */
final class FakePlatform implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    final UUID workerId = UUID.randomUUID();
    /** Jobs by the kind that is asked for when they are told. */
    private final Map<String, BlockingQueue<String>> leases =
            Map.of("batch_prediction", new LinkedBlockingQueue<>(), "training", new LinkedBlockingQueue<>());

    /** Counted down, the inputs of trainings are handed out. */
    final CountDownLatch trainingsMayGoOn = new CountDownLatch(1);

    final AtomicInteger trainingsHeld = new AtomicInteger();
    final BlockingQueue<JsonNode> finished = new LinkedBlockingQueue<>();
    final List<JsonNode> heartbeats = new CopyOnWriteArrayList<>();
    final Map<String, String> artifacts = new ConcurrentHashMap<>();
    final AtomicInteger enrolments = new AtomicInteger();
    final AtomicInteger waiting = new AtomicInteger();
    final AtomicInteger downloads = new AtomicInteger();

    /** What the next calls of a kind are answered instead: status codes, used up one by one. */
    final Map<String, BlockingQueue<Integer>> trouble = new ConcurrentHashMap<>();

    volatile String token = "mw_1";
    volatile boolean cancelled;
    volatile boolean lost;
    private final Set<String> trainings = ConcurrentHashMap.newKeySet();
    private final Map<String, byte[]> inputs = new ConcurrentHashMap<>();
    private final HttpServer server;

    FakePlatform() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v1/workers", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Offers a job; answers its id. */
    UUID offer(String kind, byte[] model, String csv, String parameters) throws IOException {
        UUID job = UUID.randomUUID();
        if (kind.equals("training")) {
            trainings.add(job.toString());
        }
        String asked = kind.equals("training") ? kind : "batch_prediction";
        leases.get(asked).add("""
                {"job_id": "%s", "kind": "%s", "attempt": 1, "fencing_token": 7, "lease_seconds": 0.6, "heartbeat_seconds": 0.1,
                 "parameters": %s, "inputs": [%s, %s], "something_new": 1}""".formatted(
                        job,
                        kind,
                        parameters,
                        input(job, "model", model),
                        input(job, "dataset", csv.getBytes(StandardCharsets.UTF_8))));
        return job;
    }

    JsonNode finish() throws InterruptedException {
        return finished.poll(1, TimeUnit.MINUTES);
    }

    void trouble(String call, int... statuses) {
        var queue = trouble.computeIfAbsent(call, name -> new LinkedBlockingQueue<>());
        for (int status : statuses) {
            queue.add(status);
        }
    }

    private static String askedKind(HttpExchange exchange) {
        String query = exchange.getRequestURI().getQuery();
        return query.substring(query.indexOf("kind=") + "kind=".length());
    }

    private String input(UUID job, String name, byte[] content) throws IOException {
        Path file = Files.createTempFile("input", "");
        Files.write(file, content);
        inputs.put(job + "/" + name, content);
        return "{\"name\": \"%s\", \"url\": \"/api/v1/workers/%s/leases/%s/inputs/%s\", \"size_bytes\": %d, \"sha256\": \"%s\"}"
                .formatted(name, workerId, job, name, content.length, Hashes.sha256(file));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String[] path = exchange.getRequestURI().getPath().split("/");
            String call = path.length == 4 ? "enrol" : path.length == 6 ? "lease" : path[7];
            Integer instead =
                    trouble.getOrDefault(call, new LinkedBlockingQueue<>()).poll();
            if (instead != null) {
                respond(
                        exchange,
                        instead,
                        "{\"error\": \"x\", \"message\": \"trouble\"}".getBytes(StandardCharsets.UTF_8));
            } else if (call.equals("enrol")) {
                enrolments.incrementAndGet();
                respond(
                        exchange,
                        201,
                        "{\"id\": \"%s\", \"token\": \"%s\"}"
                                .formatted(workerId, token)
                                .getBytes(StandardCharsets.UTF_8));
            } else if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                respond(exchange, 401, "{\"message\": \"enrol again\"}".getBytes(StandardCharsets.UTF_8));
            } else {
                work(exchange, call, path, body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(HttpExchange exchange, String call, String[] path, byte[] body)
            throws IOException, InterruptedException {
        switch (call) {
            case "lease" -> {
                waiting.incrementAndGet();
                String lease = leases.get(askedKind(exchange)).poll(500, TimeUnit.MILLISECONDS);
                waiting.decrementAndGet();
                respond(
                        exchange,
                        lease == null ? 204 : 200,
                        lease == null ? new byte[0] : lease.getBytes(StandardCharsets.UTF_8));
            }
            case "heartbeat" -> {
                heartbeats.add(JSON.readTree(body));
                respond(
                        exchange,
                        lost ? 409 : 200,
                        "{\"cancelled\": %s}".formatted(cancelled).getBytes(StandardCharsets.UTF_8));
            }
            case "inputs" -> {
                downloads.incrementAndGet();
                if (trainings.contains(path[6])) {
                    trainingsHeld.incrementAndGet();
                    trainingsMayGoOn.await();
                }
                respond(exchange, 200, inputs.get(path[6] + "/" + path[8]));
            }
            case "artifacts" -> {
                artifacts.put(path[8], new String(body, StandardCharsets.UTF_8));
                respond(exchange, 204, new byte[0]);
            }
            case "finish" -> {
                finished.add(JSON.readTree(body));
                respond(exchange, 204, new byte[0]);
            }
            default -> respond(exchange, 204, new byte[0]);
        }
    }

    private static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        trainingsMayGoOn.countDown();
        server.stop(0);
    }
}

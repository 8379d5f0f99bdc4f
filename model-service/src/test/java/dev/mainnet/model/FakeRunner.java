package dev.mainnet.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A runner that speaks the Open Inference Protocol v2 with binary tensors, for tests. What is uploaded says how it behaves: the file's
 * text names one of its models. It can be told to be slow, to break off, or to forget what it loaded.
 */
public final class FakeRunner {

    /** An iris classifier: the class whose number is the first measurement. */
    public static final String IRIS = "iris";
    /** Doubles one number; takes one row at a time. */
    public static final String DOUBLE = "double";
    /** Two inputs (FP32 vector, BYTES scalar), two outputs. */
    public static final String TWO = "two";

    /** A number and a text as columns of their own (age FP32, city BYTES); answers them as they are. */
    public static final String TABLE = "table";

    /** Takes pictures; answers the first pixel's colours. */
    public static final String PICTURE = "picture";

    /** A text model, told by how its file begins. */
    public static final String TEXT = "GGUF";

    private static final JsonMapper JSON = JsonMapper.shared();

    public static final FakeRunner INSTANCE = new FakeRunner();

    private final DisposableServer server;
    private final Map<String, String> loaded = new ConcurrentHashMap<>();
    public final AtomicInteger started = new AtomicInteger();
    public final AtomicInteger loads = new AtomicInteger();
    public volatile Duration delay = Duration.ZERO;
    public volatile Mode mode = Mode.NORMAL;

    /** What happens to a call. */
    public enum Mode {
        NORMAL,
        BREAKS_OFF,
        FAILS,
        TIMES_OUT,
        BUSY,
        GARBAGE,
        REFUSES
    }

    private FakeRunner() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.post("/v2/repository/models/{id}/load", this::load)
                        .post("/v2/repository/models/{id}/unload", this::unload)
                        .get("/v2/models/{id}", this::metadata)
                        .post("/v2/models/{id}/infer", this::infer))
                .bindNow();
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    public void reset() {
        delay = Duration.ZERO;
        mode = Mode.NORMAL;
        started.set(0);
        loads.set(0);
    }

    public void forgetAll() {
        loaded.clear();
    }

    public Set<String> loadedModels() {
        return loaded.keySet();
    }

    private Publisher<Void> load(HttpServerRequest request, HttpServerResponse response) {
        return request.receive().aggregate().asString().flatMap(body -> {
            loads.incrementAndGet();
            JsonNode parameters = JSON.readTree(body).path("parameters");
            String encoded = parameters
                    .path("file:1/model.onnx")
                    .asString(parameters.path("file:1/model.gguf").asString(""));
            String file = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            String model = file.strip().split(" ", 2)[0];
            if (!Set.of(IRIS, DOUBLE, TWO, TABLE, PICTURE, TEXT).contains(model)) {
                return error(response, 400, "The file is no ONNX model");
            }
            loaded.put(request.param("id"), model);
            return response.send().then();
        });
    }

    private Publisher<Void> unload(HttpServerRequest request, HttpServerResponse response) {
        loaded.remove(request.param("id"));
        return response.send();
    }

    private Publisher<Void> metadata(HttpServerRequest request, HttpServerResponse response) {
        return switch (loaded.getOrDefault(request.param("id"), "")) {
            case IRIS -> json(response, 200, """
                    {"name":"m","inputs":[{"name":"measures","datatype":"FP32","shape":[-1,4]}],
                     "outputs":[{"name":"label","datatype":"INT64","shape":[-1]},
                                {"name":"probabilities","datatype":"FP32","shape":[-1,3],
                                 "parameters":{"labels":["setosa","versicolor","virginica"]}}]}""");
            case DOUBLE -> json(response, 200, """
                    {"name":"m","inputs":[{"name":"x","datatype":"FP64","shape":[1,1]}],
                     "outputs":[{"name":"y","datatype":"FP64","shape":[1,1]}]}""");
            case TWO -> json(response, 200, """
                    {"name":"m","inputs":[{"name":"v","datatype":"FP32","shape":[-1,2]},
                                          {"name":"t","datatype":"BYTES","shape":[-1,1]}],
                     "outputs":[{"name":"sum","datatype":"FP32","shape":[-1,1]},
                                {"name":"text","datatype":"BYTES","shape":[-1,1]}]}""");
            case TABLE -> json(response, 200, """
                    {"name":"m","inputs":[{"name":"age","datatype":"FP32","shape":[-1,1]},
                                          {"name":"city","datatype":"BYTES","shape":[-1,1]}],
                     "outputs":[{"name":"age","datatype":"FP32","shape":[-1,1]},
                                {"name":"city","datatype":"BYTES","shape":[-1,1]}]}""");
            case PICTURE -> json(response, 200, """
                    {"name":"m","inputs":[{"name":"picture","datatype":"UINT8","shape":[-1,-1,-1,3]}],
                     "outputs":[{"name":"pixel","datatype":"UINT8","shape":[-1,3]}]}""");
            case TEXT -> json(response, 200, """
                    {"name":"m","platform":"gguf","inputs":[],"outputs":[],"architecture":"gpt2",
                     "context_length":512,"parameter_count":1070000,"chat_template":true}""");
            default -> error(response, 404, "Request for unknown model");
        };
    }

    private Publisher<Void> infer(HttpServerRequest request, HttpServerResponse response) {
        String model = loaded.get(request.param("id"));
        if (model == null) {
            return error(response, 404, "Request for unknown model");
        }
        started.incrementAndGet();
        int header = Integer.parseInt(request.requestHeaders().get("Inference-Header-Content-Length"));
        Mono<Void> answer = request.receive()
                .aggregate()
                .asByteArray()
                .flatMap(body ->
                        delay.isZero() ? Mono.just(body) : Mono.delay(delay).thenReturn(body))
                .flatMap(body -> Mono.from(answer(model, body, header, response)));
        return switch (mode) {
            case NORMAL -> answer;
            case BREAKS_OFF -> Mono.fromRunnable(() -> response.withConnection(connection -> connection.dispose()));
            case FAILS -> error(response, 500, "inside");
            case TIMES_OUT -> error(response, 504, "The run took too long");
            case BUSY -> error(response, 503, "busy");
            case GARBAGE ->
                json(
                        response,
                        200,
                        "{\"outputs\":[{\"name\":\"y\",\"datatype\":\"FP32\",\"shape\":[999999999],"
                                + "\"parameters\":{\"binary_data_size\":400}}]}");
            case REFUSES -> error(response, 400, "index 7 is out of bounds");
        };
    }

    private Publisher<Void> answer(String model, byte[] body, int headerLength, HttpServerResponse response) {
        JsonNode header = JSON.readTree(body, 0, headerLength);
        ByteBuffer data = ByteBuffer.wrap(body, headerLength, body.length - headerLength)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
        int rows = header.path("inputs").get(0).path("shape").get(0).intValue();
        return switch (model) {
            case IRIS -> iris(data, rows, response);
            case DOUBLE ->
                binary(
                        response,
                        List.of(new Out(
                                "y",
                                "FP64",
                                "[1,1]",
                                ByteBuffer.allocate(8)
                                        .order(ByteOrder.LITTLE_ENDIAN)
                                        .putDouble(2 * data.getDouble())
                                        .array())));
            case PICTURE ->
                binary(response, List.of(new Out("pixel", "UINT8", "[1,3]", new byte[] {
                    data.get(0), data.get(1), data.get(2)
                })));
            case TABLE -> table(data, rows, response);
            default -> two(header, data, rows, response);
        };
    }

    private static Publisher<Void> iris(ByteBuffer data, int rows, HttpServerResponse response) {
        ByteBuffer labels = ByteBuffer.allocate(8 * rows).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer scores = ByteBuffer.allocate(12 * rows).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < rows; row++) {
            int best = Math.floorMod((int) data.getFloat(row * 16), 3);
            labels.putLong(best);
            for (int i = 0; i < 3; i++) {
                scores.putFloat(i == best ? 0.9f : 0.05f);
            }
        }
        return binary(
                response,
                List.of(
                        new Out("label", "INT64", "[" + rows + "]", labels.array()),
                        new Out("probabilities", "FP32", "[" + rows + ",3]", scores.array())));
    }

    private static Publisher<Void> two(JsonNode header, ByteBuffer data, int rows, HttpServerResponse response) {
        ByteBuffer sums = ByteBuffer.allocate(4 * rows).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < rows; row++) {
            sums.putFloat(data.getFloat(row * 8) + data.getFloat(row * 8 + 4));
        }
        int from = header.path("inputs")
                .get(0)
                .path("parameters")
                .path("binary_data_size")
                .intValue();
        byte[] texts = new byte[data.capacity() - from];
        data.get(from, texts);
        return binary(
                response,
                List.of(
                        new Out("sum", "FP32", "[" + rows + ",1]", sums.array()),
                        new Out("text", "BYTES", "[" + rows + ",1]", texts)));
    }

    private static Publisher<Void> table(ByteBuffer data, int rows, HttpServerResponse response) {
        byte[] ages = new byte[4 * rows];
        byte[] cities = new byte[data.capacity() - ages.length];
        data.get(ages).get(cities);
        return binary(
                response,
                List.of(
                        new Out("age", "FP32", "[" + rows + ",1]", ages),
                        new Out("city", "BYTES", "[" + rows + ",1]", cities)));
    }

    private record Out(String name, String datatype, String shape, byte[] data) {}

    private static Publisher<Void> binary(HttpServerResponse response, List<Out> outputs) {
        List<String> described = new ArrayList<>();
        int size = 0;
        for (Out out : outputs) {
            described.add("{\"name\":\"" + out.name + "\",\"datatype\":\"" + out.datatype + "\",\"shape\":" + out.shape
                    + ",\"parameters\":{\"binary_data_size\":" + out.data.length + "}}");
            size += out.data.length;
        }
        byte[] header = ("{\"model_name\":\"m\",\"outputs\":[" + String.join(",", described) + "]}")
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer body = ByteBuffer.allocate(header.length + size).put(header);
        outputs.forEach(out -> body.put(out.data));
        return response.header("Inference-Header-Content-Length", Integer.toString(header.length))
                .header("content-type", "application/octet-stream")
                .sendByteArray(Mono.just(body.array()));
    }

    private static Mono<Void> error(HttpServerResponse response, int status, String text) {
        return json(response, status, "{\"error\":\"" + text + "\"}");
    }

    private static Mono<Void> json(HttpServerResponse response, int status, String body) {
        return response.status(status)
                .header("content-type", "application/json")
                .sendString(Mono.just(body))
                .then();
    }
}

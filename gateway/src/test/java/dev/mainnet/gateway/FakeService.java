package dev.mainnet.gateway;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableChannel;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** Answers with what reached it, or misbehaves where the path asks for it. */
public final class FakeService {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DisposableServer server =
            HttpServer.create().port(0).handle(this::answer).bindNow();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger endless = new AtomicInteger();
    private volatile String jwks = "";

    public int port() {
        return server.port();
    }

    /** How many requests came in so far. */
    public int requests() {
        return requests.get();
    }

    /** How many answers without an end are under way. */
    public int endless() {
        return endless.get();
    }

    void answerJwks(String keySet) {
        jwks = keySet;
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        requests.incrementAndGet();
        String path = request.fullPath();
        if (path.endsWith("jwks.json")) {
            return response.header("Content-Type", "application/json").sendString(Mono.just(jwks));
        }
        if (path.endsWith("/events")) {
            return response.sse().sendString(Flux.just("data: first\n\n").concatWith(Flux.never()));
        }
        if (path.endsWith("/endless")) {
            return response.sse()
                    .sendString(Flux.just("data: first\n\n")
                            .concatWith(Flux.never())
                            .doOnSubscribe(subscription -> endless.incrementAndGet())
                            .doFinally(end -> endless.decrementAndGet()));
        }
        if (path.endsWith("/late")) {
            return Mono.delay(Duration.ofSeconds(3))
                    .then(response.header("Content-Type", "application/json")
                            .sendString(Mono.just("{\"late\": true}"))
                            .then());
        }
        if (path.endsWith("/paid")) {
            return response.status(409)
                    .header("Content-Type", "application/json")
                    .sendString(
                            Mono.just(
                                    "{\"error\":\"conflict\",\"message\":\"It was streamed and is paid\",\"request_id\":\"1\"}"));
        }
        if (path.endsWith("/under-way")) {
            return response.status(409)
                    .header("Content-Type", "application/json")
                    .sendString(
                            Mono.just(
                                    "{\"error\":\"conflict\",\"message\":\"It is under way\",\"retry_after\":1,\"request_id\":\"1\"}"));
        }
        if (path.endsWith("/never")) {
            return Mono.never();
        }
        if (path.endsWith("/breaks-off")) {
            response.withConnection(DisposableChannel::dispose);
            return Mono.never();
        }
        if (path.endsWith("/refused")) {
            return response.status(400)
                    .header("Content-Type", "application/json")
                    .sendString(
                            Mono.just(
                                    "{\"error\":\"validation_error\",\"message\":\"Told by the service\",\"request_id\":\"1\"}"));
        }
        if (path.endsWith("/unauthorized")) {
            return response.status(401)
                    .header("Content-Type", "application/json")
                    .sendString(
                            Mono.just(
                                    "{\"error\":\"unauthorized\",\"message\":\"Invalid or expired token\",\"request_id\":\"1\"}"));
        }
        if (path.endsWith("/half")) {
            return response.header("Content-Length", "1000")
                    .sendHeaders()
                    .then(Mono.delay(Duration.ofMillis(200))
                            .then(Mono.fromRunnable(() -> response.withConnection(DisposableChannel::dispose))));
        }
        return request.receive()
                .aggregate()
                .asByteArray()
                .defaultIfEmpty(new byte[0])
                .flatMap(body -> response.header("Content-Type", "application/json")
                        .header("X-Request-Id", "said-by-the-service")
                        .sendString(Mono.just(describe(request, body)))
                        .then());
    }

    private static String describe(HttpServerRequest request, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.requestHeaders()
                .forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        return JSON.writeValueAsString(Map.of(
                "method", request.method().name(), "uri", request.uri(), "headers", headers, "bytes", body.length));
    }
}

package dev.mainnet.model.upstream;

import dev.mainnet.defaults.egress.Egress;
import dev.mainnet.model.provider.Credentials;
import dev.mainnet.model.provider.Provider;
import dev.mainnet.model.provider.ProviderTerms;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.DisposableChannel;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A provider for tests, which answers as it is told and remembers what it was asked. */
final class FakeProvider implements AutoCloseable {

    /** More patience than a loaded machine asks for. */
    static final UpstreamSettings SETTINGS =
            settings(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofHours(1));

    interface Answer {
        Publisher<Void> to(HttpServerRequest request, HttpServerResponse response);
    }

    record Request(String uri, HttpHeaders headers, JsonNode body) {}

    final List<Request> requests = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    private final List<Answer> answers = new CopyOnWriteArrayList<>();
    private final DisposableServer server;
    final EventStreams streams = new EventStreams(new Egress(true), SETTINGS);

    FakeProvider() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                // doOnConnection would count requests.
                .doOnChannelInit((observer, channel, address) -> {
                    connections.incrementAndGet();
                    channel.closeFuture().addListener(end -> closed.incrementAndGet());
                })
                .handle((request, response) -> request.receive()
                        .aggregate()
                        .asString()
                        .defaultIfEmpty("{}")
                        .flatMap(body -> Mono.from(answer(request, response, body))))
                .bindNow();
    }

    static UpstreamSettings settings(Duration firstTokenTimeout, Duration idleTimeout, Duration breakerOpen) {
        return new UpstreamSettings(
                firstTokenTimeout,
                idleTimeout,
                Duration.ofMinutes(5),
                4,
                50,
                DataSize.ofKilobytes(16),
                3,
                Duration.ofMillis(300),
                8,
                50,
                breakerOpen);
    }

    /** How the next requests are answered, one after the other; the last answer is given to all that follow. */
    FakeProvider answers(Answer... next) {
        answers.clear();
        answers.addAll(List.of(next));
        return this;
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response, String body) {
        requests.add(new Request(
                request.uri(), request.requestHeaders(), JsonMapper.shared().readTree(body)));
        Answer answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
        return answer.to(request, response);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    Provider provider(String kind, String path) {
        return provider(kind, path, Credentials.ofApiKey("sk-secret"));
    }

    Provider provider(String kind, String path, Credentials credentials) {
        return new Provider(
                UUID.randomUUID(),
                UUID.randomUUID(),
                new ProviderTerms("mine", kind, URI.create(url() + path), "us-east-1", credentials),
                Instant.now());
    }

    /** Server-sent events, each flushed by itself. */
    static Answer events(String... events) {
        return stream(Flux.fromArray(events).map(event -> event + "\n\n"));
    }

    /** Pieces of a stream as they come. */
    static Answer stream(Flux<String> pieces) {
        return (request, response) -> response.header("content-type", "text/event-stream; charset=utf-8")
                .send(ByteBufFlux.fromString(pieces), piece -> true)
                .then();
    }

    /** Some pieces, and then the connection is cut. */
    static Answer cutAfter(String... pieces) {
        return (request, response) -> response.sse()
                .sendString(Flux.fromArray(pieces))
                .then()
                .then(Mono.delay(Duration.ofMillis(100)))
                .then(Mono.fromRunnable(() -> response.withConnection(DisposableChannel::dispose)));
    }

    static Answer status(int status, String json) {
        return status(status, json, "x-nothing", "none");
    }

    static Answer status(int status, String json, String header, String value) {
        return (request, response) -> response.status(status)
                .header("content-type", "application/json")
                .header(header, value)
                .sendString(Mono.just(json))
                .then();
    }

    static Answer silence() {
        return (request, response) -> Mono.never();
    }

    /** Nobody listens any more. */
    void goAway() {
        server.disposeNow();
    }

    @Override
    public void close() {
        streams.close();
        goAway();
    }
}

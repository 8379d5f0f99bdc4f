package dev.mainnet.job.webhook;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;

/** Somebody's receiver, which answers as a test tells it. */
final class FakeReceiver implements AutoCloseable {

    /** What it was sent. */
    record Received(Map<String, String> headers, String body) {}

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final DisposableServer server;

    /** @param answers to the first request, the second, …; the last one to all that follow */
    @SafeVarargs
    FakeReceiver(Function<HttpServerResponse, Publisher<Void>>... answers) {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .doOnChannelInit((observer, channel, address) -> connections.add(channel))
                .handle((request, response) -> request.receive()
                        .aggregate()
                        .asString()
                        .defaultIfEmpty("")
                        .flatMap(body -> {
                            Map<String, String> headers = new HashMap<>();
                            request.requestHeaders()
                                    .forEach(header ->
                                            headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
                            received.add(new Received(headers, body));
                            int turn = Math.min(received.size(), answers.length) - 1;
                            return Mono.from(answers[turn].apply(response));
                        }))
                .bindNow();
    }

    static Function<HttpServerResponse, Publisher<Void>> status(int status) {
        return response -> response.status(status).send();
    }

    static Function<HttpServerResponse, Publisher<Void>> redirect(String location) {
        return response -> response.status(307).header("location", location).send();
    }

    static Function<HttpServerResponse, Publisher<Void>> silence() {
        return response -> Mono.never();
    }

    /** A success whose body never ends. */
    static Function<HttpServerResponse, Publisher<Void>> endless() {
        return response -> response.status(200)
                .sendString(
                        Flux.interval(Duration.ofMillis(1)).onBackpressureDrop().map(tick -> "x".repeat(1000)))
                .then();
    }

    String url() {
        return "http://127.0.0.1:" + server.port() + "/hook";
    }

    List<Received> received() {
        return received;
    }

    List<Received> await(int count) {
        Awaitility.await().until(() -> received.size() >= count);
        return received;
    }

    @Override
    public void close() {
        server.disposeNow();
        // Else whoever waits for an answer waits on.
        connections.close().awaitUninterruptibly();
    }
}

package dev.mainnet.defaults.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;
import reactor.test.StepVerifier;

class CancelledCallsTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final BlockingQueue<Channel> calls = new LinkedBlockingQueue<>();
    private final DisposableServer server = HttpServer.create()
            .port(0)
            .route(routes -> routes.get("/endless", (request, response) -> {
                        request.withConnection(this::take);
                        return response.sse()
                                .sendString(Flux.just("data: 1\n\n").concatWith(Flux.never()));
                    })
                    .get("/silent", (request, response) -> {
                        request.withConnection(this::take);
                        return Mono.never();
                    })
                    .get("/short", (request, response) -> {
                        request.withConnection(this::take);
                        return response.sendString(Mono.just("ok"));
                    }))
            .bindNow();
    private final ConnectionProvider connections = ConnectionProvider.create("cancelled-calls", 1);
    private final WebClient client = WebClient.builder()
            .baseUrl("http://localhost:" + server.port())
            .clientConnector(new ReactorClientHttpConnector(CancelledCalls.watch(HttpClient.create(connections))))
            .build();

    @AfterEach
    void close() {
        connections.dispose();
        server.disposeNow();
    }

    /** The moment that Spring's client misses. */
    @Test
    void closeTheirConnectionBetweenTheHeadOfTheAnswerAndItsBody() throws InterruptedException {
        Sinks.Empty<Void> headCame = Sinks.empty();
        var call = call("/endless", response -> {
                    headCame.tryEmitEmpty();
                    return Flux.<String>never();
                })
                .subscribe();
        headCame.asMono().block(SOON);

        call.dispose();

        assertThat(closes(taken())).isTrue();
    }

    @Test
    void closeTheirConnectionInTheMiddleOfTheBody() throws InterruptedException {
        StepVerifier.create(call("/endless", response -> response.bodyToFlux(String.class)))
                .expectNext("1")
                .thenCancel()
                .verify(SOON);

        assertThat(closes(taken())).isTrue();
    }

    @Test
    void closeTheirConnectionBeforeAnyAnswer() throws InterruptedException {
        var call =
                call("/silent", response -> response.bodyToFlux(String.class)).subscribe();
        Channel channel = taken();

        call.dispose();

        assertThat(closes(channel)).isTrue();
    }

    @Test
    void leaveTheConnectionToTheNextCallOnceTheAnswerIsComplete() throws InterruptedException {
        Sinks.Empty<Void> bodyCame = Sinks.empty();
        var first = call(
                        "/short",
                        response -> response.bodyToFlux(String.class)
                                .doOnComplete(bodyCame::tryEmitEmpty)
                                .concatWith(Flux.never()))
                .subscribe();
        bodyCame.asMono().block(SOON);
        StepVerifier second = StepVerifier.create(call("/endless", response -> response.bodyToFlux(String.class)))
                .expectNext("1")
                .then(first::dispose)
                .expectNoEvent(Duration.ofMillis(200))
                .thenCancel()
                .verifyLater();

        second.verify(SOON);

        assertThat(taken()).isSameAs(taken());
    }

    private Flux<String> call(String path, Function<ClientResponse, Flux<String>> read) {
        return CancelledCalls.disconnect(client.get().uri(path).exchangeToFlux(read));
    }

    private void take(Connection connection) {
        calls.add(connection.channel());
    }

    private Channel taken() throws InterruptedException {
        Channel channel = calls.poll(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(channel).isNotNull();
        return channel;
    }

    private static boolean closes(Channel channel) throws InterruptedException {
        return channel.closeFuture().await(SOON.toSeconds(), TimeUnit.SECONDS);
    }
}

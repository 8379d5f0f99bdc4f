package dev.mainnet.defaults.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class AnswerEndFilterTest {

    private static final DataBuffer PIECE =
            DefaultDataBufferFactory.sharedInstance.wrap("piece".getBytes(StandardCharsets.UTF_8));

    private final AtomicInteger cancelled = new AtomicInteger();
    private final Flux<DataBuffer> endless =
            Flux.just(PIECE).concatWith(Flux.never()).doOnCancel(cancelled::incrementAndGet);

    @Test
    void aStreamEndsWithAConnectionThatIsGoneBeforeItsFirstElementIsWritten() {
        StepVerifier.create(answer(new GoneResponse(), response -> response.writeAndFlushWith(endless.map(Mono::just))))
                .verifyError(IOException.class);
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void aBodyEndsWithAConnectionThatIsGoneBeforeItsFirstElementIsWritten() {
        StepVerifier.create(answer(new GoneResponse(), response -> response.writeWith(endless)))
                .verifyError(IOException.class);
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void anAnswerIsWrittenToItsEnd() {
        var exchange = exchange();
        StepVerifier.create(new AnswerEndFilter()
                        .filter(exchange, filtered -> filtered.getResponse().writeWith(Flux.just(PIECE))))
                .verifyComplete();
        StepVerifier.create(exchange.getResponse().getBodyAsString())
                .expectNext("piece")
                .verifyComplete();
    }

    private static Mono<Void> answer(ServerHttpResponse response, WebFilterChainBody body) {
        WebFilterChain chain = filtered -> body.write(filtered.getResponse());
        return new AnswerEndFilter()
                .filter(exchange().mutate().response(response).build(), chain);
    }

    private static MockServerWebExchange exchange() {
        return MockServerWebExchange.from(MockServerHttpRequest.get("/"));
    }

    private interface WebFilterChainBody {
        Mono<Void> write(ServerHttpResponse response);
    }

    /** Fails as the server does when the connection has been closed: without a look at what was to be written. */
    private static final class GoneResponse extends AbstractServerHttpResponse {

        GoneResponse() {
            super(DefaultDataBufferFactory.sharedInstance);
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        public <T> T getNativeResponse() {
            return (T) this;
        }

        @Override
        protected Mono<Void> writeWithInternal(Publisher<? extends DataBuffer> body) {
            return Mono.error(new IOException("gone"));
        }

        @Override
        protected Mono<Void> writeAndFlushWithInternal(Publisher<? extends Publisher<? extends DataBuffer>> body) {
            return Mono.error(new IOException("gone"));
        }

        @Override
        protected void applyStatusCode() {}

        @Override
        protected void applyHeaders() {}

        @Override
        protected void applyCookies() {}
    }
}

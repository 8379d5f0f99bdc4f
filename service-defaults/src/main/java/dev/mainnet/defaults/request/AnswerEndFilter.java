package dev.mainnet.defaults.request;

import org.reactivestreams.Publisher;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Ends what an answer is made of together with the answer. Spring takes the first element of an answer before it looks at the connection,
 * and when that has just been closed, fails without cancelling the rest (spring-web 7.0.8, {@code ChannelSendOperator}): a stream that has
 * no end of its own would run on for good.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class AnswerEndFilter implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(exchange.mutate()
                .response(new EndingResponse(exchange.getResponse()))
                .build());
    }

    private static final class EndingResponse extends ServerHttpResponseDecorator {

        EndingResponse(ServerHttpResponse response) {
            super(response);
        }

        @Override
        public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
            // Nothing of a single element is left to be cancelled.
            if (body instanceof Mono) {
                return super.writeWith(body);
            }
            Sinks.Empty<Void> end = Sinks.empty();
            return super.writeWith(Flux.from(body).takeUntilOther(end.asMono()))
                    .doFinally(signal -> end.tryEmitEmpty());
        }

        @Override
        public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
            Sinks.Empty<Void> end = Sinks.empty();
            return super.writeAndFlushWith(Flux.from(body).takeUntilOther(end.asMono()))
                    .doFinally(signal -> end.tryEmitEmpty());
        }
    }
}

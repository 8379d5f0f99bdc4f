package dev.mainnet.defaults.egress;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.util.context.Context;

/**
 * Calls that close their connection when they are cancelled, so that the other side stops working for nobody. Spring's client does so only
 * while the body is read: cancelled between the answer's head and its body, it reads a stream to an end that may never come (spring-web
 * 7.0.8, {@code ReactorClientHttpResponse}).
 */
public final class CancelledCalls {

    private CancelledCalls() {}

    /** The client, such that {@link #disconnect} knows the connections of its calls. */
    public static HttpClient watch(HttpClient client) {
        return client.doOnRequest((request, connection) ->
                request.currentContextView().<Line>getOrEmpty(Line.class).ifPresent(line -> line.use(connection)));
    }

    /** The call; cancelling it closes the connection that it is on. */
    public static <T> Flux<T> disconnect(Flux<T> call) {
        return Flux.defer(() -> {
            Line line = new Line();
            return call.contextWrite(line::enter).doFinally(line::end);
        });
    }

    /** The call; cancelling it closes the connection that it is on. */
    public static <T> Mono<T> disconnect(Mono<T> call) {
        return Mono.defer(() -> {
            Line line = new Line();
            return call.contextWrite(line::enter).doFinally(line::end);
        });
    }

    /** What one call goes over. */
    private static final class Line {

        private @Nullable Runnable close;
        private boolean isCut;

        Context enter(Context context) {
            return context.put(Line.class, this);
        }

        synchronized void use(Connection connection) {
            Channel channel = connection.channel();
            // On the channel's own thread, where no other call can take it meanwhile.
            close = () -> channel.eventLoop().execute(() -> {
                if (connection.equals(Connection.from(channel))) {
                    var _ = channel.close();
                }
            });
            if (isCut) {
                close.run();
            }
        }

        void end(SignalType end) {
            if (end == SignalType.CANCEL) {
                cut();
            }
        }

        private synchronized void cut() {
            isCut = true;
            if (close != null) {
                close.run();
            }
        }
    }
}

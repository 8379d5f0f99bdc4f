package dev.mainnet.model.reply;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes answers. */
@Component
public class Replies {

    private static final Frame END = new Frame("");

    private final JsonMapper json;
    private final Duration keepAlive;

    Replies(JsonMapper json, ReplySettings settings) {
        this.json = json;
        keepAlive = settings.keepAlive();
    }

    /** A value as one line of JSON. */
    public String line(Object value) {
        return json.writeValueAsString(value);
    }

    /** Answers one JSON body. */
    public Mono<Void> json(ServerHttpResponse response, Object body) {
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        byte[] bytes = json.writeValueAsBytes(body);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(bytes)));
    }

    /**
     * Answers events, each sent as it comes and none asked for before the one before it is on its way. While none comes, comments keep the
     * connection alive. A failure before the first event is an error of the answer as a whole; one after it is told by an event.
     */
    public Mono<Void> events(ServerHttpResponse response, Flux<Frame> frames, Function<Throwable, Frame> failure) {
        response.getHeaders().setContentType(new MediaType(MediaType.TEXT_EVENT_STREAM, StandardCharsets.UTF_8));
        response.getHeaders().setCacheControl(CacheControl.noCache());
        response.getHeaders().set("X-Accel-Buffering", "no");
        Flux<Frame> told = frames.onErrorResume(
                        e -> response.isCommitted() ? Mono.just(failure.apply(e)) : Mono.error(e))
                .concatWithValues(END);
        Flux<Frame> comments = Flux.interval(keepAlive).onBackpressureDrop().map(turn -> Frame.KEEP_ALIVE);
        return response.writeAndFlushWith(Flux.merge(1, told, comments)
                .takeWhile(frame -> !frame.equals(END))
                .map(frame -> Mono.fromSupplier(() -> buffer(frame, response.bufferFactory()))));
    }

    private static DataBuffer buffer(Frame frame, DataBufferFactory buffers) {
        return buffers.wrap(frame.text().getBytes(StandardCharsets.UTF_8));
    }
}

package dev.mainnet.defaults.idempotency;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An answer that is stored before its first byte goes out, so that no client holds an answer that cannot be repeated. */
final class KeptResponse extends ServerHttpResponseDecorator {

    private final IdempotentRequests requests;
    private final IdempotencyKey key;
    private final int mostBytes;
    private volatile boolean told;

    KeptResponse(ServerHttpResponse response, IdempotentRequests requests, IdempotencyKey key, int mostBytes) {
        super(response);
        this.requests = requests;
        this.key = key;
        this.mostBytes = mostBytes;
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> content) {
        return DataBufferUtils.join(Flux.from(content))
                .map(IdempotencyFilter::bytes)
                .flatMap(body -> keep(body)
                        .then(Mono.defer(() -> super.writeWith(
                                Mono.fromSupplier(() -> bufferFactory().wrap(body))))));
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> content) {
        return super.writeAndFlushWith(Flux.<Publisher<? extends DataBuffer>>from(content)
                .switchOnFirst((first, all) -> first.isOnError() ? all : begun().thenMany(all)));
    }

    /** A stream that fails before its first element has answered nothing: its failure decides what becomes of the claim. */
    private Mono<Void> begun() {
        told = true;
        int status = status();
        return status < 400 ? requests.answeredWithoutKeeping(key, status) : unanswered(status);
    }

    private Mono<Void> unanswered(int status) {
        return status >= 500 ? requests.release(key) : requests.forget(key);
    }

    @Override
    public Mono<Void> setComplete() {
        return keep(new byte[0]).then(Mono.defer(super::setComplete));
    }

    /** To be done when the request was handled: whoever answers nothing at all need not call any of the above. */
    Mono<Void> keepSilence() {
        return Mono.defer(() -> told ? Mono.empty() : keep(new byte[0]));
    }

    private Mono<Void> keep(byte[] body) {
        told = true;
        int status = status();
        if (status >= 400) {
            return unanswered(status);
        }
        return body.length > mostBytes
                ? requests.answeredWithoutKeeping(key, status)
                : requests.answer(key, status, contentType(getHeaders().getContentType()), body);
    }

    private int status() {
        HttpStatusCode status = getStatusCode();
        return status == null ? 200 : status.value();
    }

    private static @Nullable String contentType(@Nullable MediaType type) {
        return type == null ? null : type.toString();
    }
}

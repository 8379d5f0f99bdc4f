package dev.mainnet.runner.inference;

import dev.mainnet.runner.refusal.Refusal;
import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** Reads a whole body, of bounded size, from a sender that keeps sending. */
public final class RequestBody {
    private static final Duration SENDER_PAUSE = Duration.ofSeconds(30);

    private RequestBody() {}

    /** Fails with 400 where there is no body and with 413 where it has more than {@code limit} bytes. */
    public static Mono<byte[]> read(ServerHttpRequest request, int limit) {
        return DataBufferUtils.join(request.getBody().timeout(SENDER_PAUSE), Math.max(1, limit))
                .map(RequestBody::bytes)
                .switchIfEmpty(Mono.error(() -> Refusal.invalid("The request has no body")))
                .onErrorMap(
                        DataBufferLimitException.class,
                        e -> Refusal.tooLarge("A request may have " + limit + " bytes"));
    }

    private static byte[] bytes(DataBuffer joined) {
        byte[] bytes = new byte[joined.readableByteCount()];
        joined.read(bytes);
        DataBufferUtils.release(joined);
        return bytes;
    }
}

package dev.mainnet.defaults.upload;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.objectstore.UnpooledBuffers;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/**
 * Content that a client sends, with a bound. What is too much is read on and dropped before it is refused: a client that is still
 * writing when the answer comes, and the gateway is one, takes the closed connection for a failure and never reads the answer.
 */
public final class BoundedContent {

    /** A client that sends more than that many times the bound is cut off. */
    private static final int PATIENCE = 4;

    private final long maxBytes;
    private final AtomicLong size = new AtomicLong();

    private BoundedContent(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * The content, in buffers that need no release; an error {@code payload_too_large} at its end when there was more than the
     * bound.
     */
    public static Flux<DataBuffer> of(Flux<DataBuffer> content, long maxBytes) {
        return Flux.defer(() -> {
            BoundedContent bound = new BoundedContent(maxBytes);
            return content.<DataBuffer>handle(bound::pass).concatWith(Mono.defer(bound::verdict));
        });
    }

    /** Reads content of which nothing is wanted. */
    public static Mono<Void> drop(Flux<DataBuffer> content) {
        return content.map(DataBufferUtils::release).then();
    }

    private void pass(DataBuffer buffer, SynchronousSink<DataBuffer> sink) {
        long sofar = size.addAndGet(buffer.readableByteCount());
        if (sofar <= maxBytes) {
            sink.next(UnpooledBuffers.of(buffer));
            return;
        }
        DataBufferUtils.release(buffer);
        if (sofar / PATIENCE > maxBytes) {
            sink.error(tooLarge());
        }
    }

    private Mono<DataBuffer> verdict() {
        return size.get() > maxBytes ? Mono.error(tooLarge()) : Mono.empty();
    }

    private ApiException tooLarge() {
        return new ApiException(ErrorCode.PAYLOAD_TOO_LARGE, "The file is larger than " + maxBytes + " bytes");
    }
}

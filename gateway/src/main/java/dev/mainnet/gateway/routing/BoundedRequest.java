package dev.mainnet.gateway.routing;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;

/** A request that counts the bytes of its body as they pass: a length need not be announced, nor be true. */
final class BoundedRequest extends ServerHttpRequestDecorator {

    private final long maxBytes;
    private final boolean empty;
    private final AtomicLong seen = new AtomicLong();

    BoundedRequest(ServerHttpRequest request, long maxBytes) {
        super(request);
        this.maxBytes = maxBytes;
        this.empty = request.getHeaders().getContentLength() <= 0
                && !request.getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }

    static Optional<BoundedRequest> of(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getAttribute(BoundedRequest.class.getName()));
    }

    /** Whether some of the body is gone, so that the request cannot be sent to another. */
    boolean begun() {
        return seen.get() > 0;
    }

    boolean exceeded() {
        return seen.get() > maxBytes;
    }

    static ApiException tooLarge(long maxBytes) {
        return new ApiException(ErrorCode.PAYLOAD_TOO_LARGE, "The request body is larger than " + maxBytes + " bytes");
    }

    ApiException tooLarge() {
        return tooLarge(maxBytes);
    }

    @Override
    public Flux<DataBuffer> getBody() {
        return empty
                ? Flux.empty()
                : super.getBody().handle((buffer, sink) -> {
                    seen.addAndGet(buffer.readableByteCount());
                    if (exceeded()) {
                        DataBufferUtils.release(buffer);
                        sink.error(tooLarge());
                    } else {
                        sink.next(buffer);
                    }
                });
    }
}

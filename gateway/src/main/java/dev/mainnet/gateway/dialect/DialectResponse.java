package dev.mainnet.gateway.dialect;

import dev.mainnet.defaults.error.ErrorBody;
import java.util.Optional;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** An answer whose native error body becomes the dialect's, whether the gateway or a service wrote it. All else passes as it is. */
final class DialectResponse extends ServerHttpResponseDecorator {

    /** The gateway's and the services' errors are far smaller. */
    private static final int MOST_BYTES = 64 * 1024;

    private final Dialect dialect;
    private final ServerHttpRequest asked;
    private final JsonMapper json;

    DialectResponse(ServerHttpResponse response, Dialect dialect, ServerHttpRequest asked, JsonMapper json) {
        super(response);
        this.dialect = dialect;
        this.asked = asked;
        this.json = json;
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        HttpStatusCode status = getStatusCode();
        if (status == null || !status.isError() || !isJson()) {
            return super.writeWith(body);
        }
        return DataBufferUtils.join(Flux.from(body), MOST_BYTES)
                .map(DialectResponse::bytes)
                .defaultIfEmpty(new byte[0])
                .flatMap(bytes -> {
                    byte[] told = translate(status, bytes);
                    getHeaders().remove(HttpHeaders.TRANSFER_ENCODING);
                    getHeaders().setContentLength(told.length);
                    return super.writeWith(
                            Mono.fromSupplier(() -> bufferFactory().wrap(told)));
                });
    }

    private byte[] translate(HttpStatusCode status, byte[] bytes) {
        return nativeError(bytes)
                .map(error -> dialect.told(status, error, asked))
                .map(refusal -> {
                    setStatusCode(refusal.status());
                    refusal.headers().forEach(getHeaders()::set);
                    return json.writeValueAsBytes(refusal.body());
                })
                .orElse(bytes);
    }

    private Optional<ErrorBody> nativeError(byte[] bytes) {
        try {
            return Optional.ofNullable(json.readValue(bytes, ErrorBody.class))
                    .filter(error -> error.error() != null && error.message() != null);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private boolean isJson() {
        MediaType type = getHeaders().getContentType();
        return type != null && type.isCompatibleWith(MediaType.APPLICATION_JSON);
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}

package dev.mainnet.model.runner;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A load request of Triton's repository extension that carries the file as base64, made while the file is read: no more than a buffer
 * of it is in memory.
 */
final class LoadRequest {

    // Triton takes a file only together with a configuration.
    private static final String BEFORE =
            "{\"parameters\":{\"config\":\"{\\\"backend\\\":\\\"onnxruntime\\\"}\",\"file:1/model.onnx\":\"";
    private static final String AFTER = "\"}}";

    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    private LoadRequest() {}

    static Flux<DataBuffer> of(Flux<DataBuffer> file) {
        return Flux.defer(() -> {
            LoadRequest request = new LoadRequest();
            return Flux.concat(
                    Mono.just(buffer(BEFORE.getBytes(StandardCharsets.US_ASCII))),
                    file.map(request::encode),
                    Mono.fromSupplier(request::rest),
                    Mono.just(buffer(AFTER.getBytes(StandardCharsets.US_ASCII))));
        });
    }

    /** Encodes what makes whole groups of three bytes, and keeps the one or two that are left. */
    private DataBuffer encode(DataBuffer part) {
        byte[] bytes = new byte[part.readableByteCount()];
        part.read(bytes);
        DataBufferUtils.release(part);
        pending.writeBytes(bytes);
        byte[] all = pending.toByteArray();
        int whole = all.length - all.length % 3;
        pending.reset();
        pending.write(all, whole, all.length - whole);
        return buffer(Base64.getEncoder().encode(Arrays.copyOf(all, whole)));
    }

    private DataBuffer rest() {
        return buffer(Base64.getEncoder().encode(pending.toByteArray()));
    }

    private static DataBuffer buffer(byte[] bytes) {
        return DefaultDataBufferFactory.sharedInstance.wrap(bytes);
    }
}

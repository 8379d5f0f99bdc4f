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
    private static final String BEFORE_ONNX =
            "{\"parameters\":{\"config\":\"{\\\"backend\\\":\\\"onnxruntime\\\"}\",\"file:1/model.onnx\":\"";
    private static final String BEFORE_GGUF = "{\"parameters\":{\"file:1/model.gguf\":\"";
    /** What every GGUF begins with; its name says nothing. */
    private static final byte[] GGUF = "GGUF".getBytes(StandardCharsets.US_ASCII);

    private static final String AFTER = "\"}}";

    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private boolean begun;

    private LoadRequest() {}

    static Flux<DataBuffer> of(Flux<DataBuffer> file) {
        return Flux.defer(() -> {
            LoadRequest request = new LoadRequest();
            return Flux.concat(
                    file.map(request::encode),
                    Mono.fromSupplier(request::rest),
                    Mono.just(buffer(AFTER.getBytes(StandardCharsets.US_ASCII))));
        });
    }

    /** Encodes what makes whole groups of three bytes, and keeps the one or two that are left, or a beginning that is too short to tell. */
    private DataBuffer encode(DataBuffer part) {
        byte[] bytes = new byte[part.readableByteCount()];
        part.read(bytes);
        DataBufferUtils.release(part);
        pending.writeBytes(bytes);
        byte[] all = pending.toByteArray();
        if (!begun && all.length < GGUF.length) {
            return buffer(new byte[0]);
        }
        String before = begin(all);
        int whole = all.length - all.length % 3;
        pending.reset();
        pending.write(all, whole, all.length - whole);
        return encoded(before, Arrays.copyOf(all, whole));
    }

    private DataBuffer rest() {
        byte[] left = pending.toByteArray();
        return encoded(begin(left), left);
    }

    /** What stands before the file; nothing the second time. */
    private String begin(byte[] beginning) {
        if (begun) {
            return "";
        }
        begun = true;
        boolean gguf =
                beginning.length >= GGUF.length && Arrays.equals(beginning, 0, GGUF.length, GGUF, 0, GGUF.length);
        return gguf ? BEFORE_GGUF : BEFORE_ONNX;
    }

    private static DataBuffer encoded(String before, byte[] bytes) {
        return buffer((before + Base64.getEncoder().encodeToString(bytes)).getBytes(StandardCharsets.US_ASCII));
    }

    private static DataBuffer buffer(byte[] bytes) {
        return DefaultDataBufferFactory.sharedInstance.wrap(bytes);
    }
}

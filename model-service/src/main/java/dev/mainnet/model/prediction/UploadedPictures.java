package dev.mainnet.model.prediction;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The files of a form, held in memory within one bound for all. */
final class UploadedPictures {

    private static final int MOST_BYTES = 16 << 20;
    private static final int MOST_FILES = 100;

    private UploadedPictures() {}

    /** An error {@code payload_too_large} past the bounds; parts that are no files are passed over. */
    static Mono<List<byte[]>> read(Flux<PartEvent> parts) {
        long[] held = {0};
        return parts.windowUntil(PartEvent::isLast)
                .concatMap(part -> part.switchOnFirst((first, events) -> first.get() instanceof FilePartEvent
                        ? file(events, held).flux()
                        : drop(events)))
                .take(MOST_FILES + 1L)
                .collectList()
                .flatMap(files -> files.size() > MOST_FILES
                        ? Mono.error(tooLarge("A form has at most " + MOST_FILES + " pictures"))
                        : Mono.just(files));
    }

    private static Mono<byte[]> file(Flux<PartEvent> events, long[] held) {
        return DataBufferUtils.join(events.map(PartEvent::content), (int) (MOST_BYTES - held[0]))
                .onErrorMap(
                        DataBufferLimitException.class,
                        e -> tooLarge("The pictures of a form have at most " + MOST_BYTES + " bytes"))
                .map(buffer -> {
                    byte[] bytes = bytes(buffer);
                    held[0] += bytes.length;
                    return bytes;
                });
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static Flux<byte[]> drop(Flux<PartEvent> events) {
        return events.doOnNext(event -> DataBufferUtils.release(event.content()))
                .thenMany(Flux.empty());
    }

    private static ApiException tooLarge(String message) {
        return new ApiException(ErrorCode.PAYLOAD_TOO_LARGE, message);
    }
}

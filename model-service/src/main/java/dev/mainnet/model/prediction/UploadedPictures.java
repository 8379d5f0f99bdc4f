package dev.mainnet.model.prediction;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The files of a form, held in memory within one bound for all. What is too much is not kept, but read on before it is refused: a client
 * that is still writing when the answer comes takes the closed connection for a failure.
 */
final class UploadedPictures {

    private static final int MOST_BYTES = 16 << 20;
    private static final int MOST_FILES = 100;
    /** A client that sends more than that many times a bound is cut off. */
    private static final int PATIENCE = 4;

    private final List<byte[]> pictures = new ArrayList<>();
    private ByteArrayOutputStream picture = new ByteArrayOutputStream();
    private long bytes;
    private int files;
    private int parts;

    private UploadedPictures() {}

    /**
     * The files' contents.
     *
     * @return an error {@code payload_too_large} past the bounds, {@code validation_error} without a file; parts that are no files are
     *     passed over
     */
    static Mono<List<byte[]>> read(Flux<PartEvent> events) {
        return Mono.defer(() -> {
            UploadedPictures form = new UploadedPictures();
            return events.doOnNext(form::take).then(Mono.fromCallable(form::verdict));
        });
    }

    private void take(PartEvent event) {
        byte[] content = content(event.content());
        bytes += content.length;
        parts += event.isLast() ? 1 : 0;
        if (event instanceof FilePartEvent) {
            keep(content, event.isLast());
        }
        if (bytes / PATIENCE > MOST_BYTES) {
            throw tooManyBytes();
        }
        if (parts / PATIENCE > MOST_FILES) {
            throw tooManyFiles();
        }
    }

    private void keep(byte[] content, boolean last) {
        files += last ? 1 : 0;
        if (bytes > MOST_BYTES || files > MOST_FILES) {
            pictures.clear();
            picture = new ByteArrayOutputStream();
            return;
        }
        picture.writeBytes(content);
        if (last) {
            pictures.add(picture.toByteArray());
            picture.reset();
        }
    }

    private List<byte[]> verdict() {
        if (files == 0) {
            throw ApiException.invalid("file", "is missing");
        }
        if (files > MOST_FILES) {
            throw tooManyFiles();
        }
        if (bytes > MOST_BYTES) {
            throw tooManyBytes();
        }
        return pictures;
    }

    private static byte[] content(DataBuffer buffer) {
        byte[] content = new byte[buffer.readableByteCount()];
        buffer.read(content);
        DataBufferUtils.release(buffer);
        return content;
    }

    private static ApiException tooManyBytes() {
        return tooLarge("The pictures of a form have at most " + MOST_BYTES + " bytes");
    }

    private static ApiException tooManyFiles() {
        return tooLarge("A form has at most " + MOST_FILES + " pictures");
    }

    private static ApiException tooLarge(String message) {
        return new ApiException(ErrorCode.PAYLOAD_TOO_LARGE, message);
    }
}

package dev.mainnet.job.dataset;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.objectstore.StoredObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.FormPartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A multipart form whose file goes to the object store as it arrives, wherever in the form it stands.
 *
 * @param fields the other parts, by name
 * @param file nothing when the form has none
 */
record UploadForm(Map<String, String> fields, Optional<StoredObject> file) {

    private static final int MAX_PARTS = 10;

    /** Where a file goes. */
    interface FileStore {
        /** Stores the content, or refuses it by its name and type before reading any. */
        Mono<StoredObject> store(String filename, @Nullable MediaType type, Flux<DataBuffer> content);
    }

    static Mono<UploadForm> read(Flux<PartEvent> events, FileStore store) {
        Draft draft = new Draft();
        return events.doOnDiscard(PartEvent.class, event -> DataBufferUtils.release(event.content()))
                .windowUntil(PartEvent::isLast)
                .concatMap(
                        part -> part.switchOnFirst((first, all) -> {
                            PartEvent event = first.get();
                            return event == null ? all.then() : draft.take(event, all, store);
                        }),
                        1)
                .then(Mono.fromSupplier(
                        () -> new UploadForm(Map.copyOf(draft.fields), Optional.ofNullable(draft.file))));
    }

    /** The form as far as it has been read, by one thread after the other. */
    private static final class Draft {

        private final Map<String, String> fields = new HashMap<>();
        private @Nullable StoredObject file;

        Mono<Void> take(PartEvent first, Flux<PartEvent> all, FileStore store) {
            boolean again = first.name().equals("file") ? file != null : fields.containsKey(first.name());
            if (again || fields.size() >= MAX_PARTS) {
                return refuse(all, ApiException.invalid(first.name(), "is given more than once"));
            }
            return switch (first) {
                case FilePartEvent upload
                when upload.name().equals("file") ->
                    store.store(upload.filename(), upload.headers().getContentType(), all.map(PartEvent::content))
                            .doOnNext(stored -> file = stored)
                            .then();
                case FormPartEvent field
                when !field.name().equals("file") -> {
                    fields.put(field.name(), field.value());
                    yield all.doOnNext(event -> DataBufferUtils.release(event.content()))
                            .then();
                }
                default -> refuse(all, ApiException.invalid(first.name(), unexpected(first)));
            };
        }

        private static String unexpected(PartEvent part) {
            return part.name().equals("file") ? "must be a file" : "must be text";
        }

        private static Mono<Void> refuse(Flux<PartEvent> all, ApiException refusal) {
            return all.doOnNext(event -> DataBufferUtils.release(event.content()))
                    .then(Mono.error(refusal));
        }
    }

    static ApiException notCsv(String what) {
        return new ApiException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, what + " is not supported; upload a CSV file");
    }
}

package dev.mainnet.job.dataset;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.objectstore.StoredObject;
import dev.mainnet.job.transfer.BoundedContent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.FormPartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A multipart form whose file goes to the object store as it arrives, wherever in the form it stands. A form that is refused is read
 * to its end all the same, for the reason that {@link BoundedContent} gives; the first refusal is the one that is answered.
 */
final class UploadForm {

    private static final int MAX_PARTS = 10;

    /** Where a file goes. */
    interface FileStore {
        /** Stores the content or refuses it; must read it to its end. */
        Mono<StoredObject> store(String filename, @Nullable MediaType type, Flux<DataBuffer> content);
    }

    private final FileStore store;
    private final long maxBytes;
    private final Map<String, String> fields = new HashMap<>();
    private @Nullable StoredObject file;
    private @Nullable ApiException refusal;
    private int parts;

    private UploadForm(FileStore store, long maxBytes) {
        this.store = store;
        this.maxBytes = maxBytes;
    }

    /** @param maxBytes of each part */
    static Mono<UploadForm> read(Flux<PartEvent> events, FileStore store, long maxBytes) {
        return Mono.defer(() -> {
            UploadForm form = new UploadForm(store, maxBytes);
            return events.windowUntil(PartEvent::isLast)
                    .concatMap(
                            part -> part.switchOnFirst((first, all) -> {
                                PartEvent event = first.get();
                                return event == null ? all.then() : form.take(event, all);
                            }),
                            1)
                    .then(Mono.defer(form::verdict));
        });
    }

    /** The parts that are text, by name. */
    Map<String, String> fields() {
        return Map.copyOf(fields);
    }

    /** Nothing when the form has none. */
    Optional<StoredObject> file() {
        return Optional.ofNullable(file);
    }

    private Mono<UploadForm> verdict() {
        return refusal == null ? Mono.just(this) : Mono.error(refusal);
    }

    private Mono<Void> take(PartEvent first, Flux<PartEvent> all) {
        Flux<DataBuffer> content = BoundedContent.of(all.map(PartEvent::content), maxBytes);
        return part(first, content).onErrorResume(ApiException.class, e -> Mono.fromRunnable(() -> refuse(e)));
    }

    private Mono<Void> part(PartEvent first, Flux<DataBuffer> content) {
        String name = first.name();
        parts++;
        if (refusal != null || parts > MAX_PARTS || fields.containsKey(name) || (name.equals("file") && file != null)) {
            return BoundedContent.drop(content).then(Mono.error(ApiException.invalid(name, "is given more than once")));
        }
        return switch (first) {
            case FilePartEvent upload
            when name.equals("file") ->
                store.store(upload.filename(), upload.headers().getContentType(), content)
                        .doOnNext(stored -> file = stored)
                        .then();
            case FormPartEvent field
            when !name.equals("file") -> {
                fields.put(name, field.value());
                yield BoundedContent.drop(content);
            }
            default -> {
                String expected = name.equals("file") ? "must be a file" : "must be text";
                yield BoundedContent.drop(content).then(Mono.error(ApiException.invalid(name, expected)));
            }
        };
    }

    private void refuse(ApiException why) {
        if (refusal == null) {
            refusal = why;
        }
    }
}

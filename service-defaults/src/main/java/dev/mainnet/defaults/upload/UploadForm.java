package dev.mainnet.defaults.upload;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.objectstore.StoredObject;
import dev.mainnet.defaults.objectstore.UnpooledBuffers;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.FormPartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A multipart form whose part {@code file} goes to the object store as it arrives, wherever in the form it stands. A form that is
 * refused is read to its end all the same, for the reason that {@link BoundedContent} gives; the first refusal is the one that is
 * answered.
 */
public final class UploadForm {

    private static final String FILE = "file";
    private static final int MAX_PARTS = 10;

    /** Where a file goes. */
    public interface FileStore {
        /** Stores the content or refuses it with an ApiException; must read it to its end. */
        Mono<StoredObject> store(String filename, @Nullable MediaType type, Flux<DataBuffer> content);
    }

    /** Some bytes of a part, in memory of their own. */
    private record Piece(PartEvent event, DataBuffer content) {

        static Piece of(PartEvent event) {
            return new Piece(event, UnpooledBuffers.of(event.content()));
        }

        boolean last() {
            return event.isLast();
        }
    }

    private final FileStore store;
    private final Set<String> known;
    private final long maxBytes;
    private final Map<String, String> fields = new HashMap<>();
    private @Nullable StoredObject file;
    private @Nullable ApiException refusal;
    private int parts;

    private UploadForm(FileStore store, Set<String> known, long maxBytes) {
        this.store = store;
        this.known = known;
        this.maxBytes = maxBytes;
    }

    /**
     * Reads a form.
     *
     * @param known the names of the text fields that it may have
     * @param maxBytes of each part
     * @return an ApiException names the field that is wrong; what was stored of the form is then the caller's to delete
     */
    public static Mono<UploadForm> read(Flux<PartEvent> events, Set<String> known, FileStore store, long maxBytes) {
        return Mono.defer(() -> {
            UploadForm form = new UploadForm(store, known, maxBytes);
            return events.map(Piece::of)
                    .windowUntil(Piece::last)
                    .concatMap(
                            part -> part.switchOnFirst((first, all) -> {
                                Piece piece = first.get();
                                return piece == null ? all.then() : form.take(piece.event(), all);
                            }),
                            1)
                    .then(Mono.defer(form::verdict));
        });
    }

    /** The parts that are text, by name. */
    public Map<String, String> fields() {
        return Map.copyOf(fields);
    }

    /** The file as it was stored; every form that was read has one. */
    public StoredObject file() {
        return Optional.ofNullable(file).orElseThrow(() -> ApiException.invalid(FILE, "is missing"));
    }

    private Mono<UploadForm> verdict() {
        if (refusal == null && file == null) {
            refuse(ApiException.invalid(FILE, "is missing"));
        }
        return refusal == null ? Mono.just(this) : Mono.error(refusal);
    }

    private Mono<Void> take(PartEvent first, Flux<Piece> all) {
        Flux<DataBuffer> content = BoundedContent.of(all.map(Piece::content), maxBytes);
        return part(first, content).onErrorResume(ApiException.class, e -> Mono.fromRunnable(() -> refuse(e)));
    }

    private Mono<Void> part(PartEvent first, Flux<DataBuffer> content) {
        String name = first.name();
        parts++;
        if (refusal != null || parts > MAX_PARTS || fields.containsKey(name) || (name.equals(FILE) && file != null)) {
            return dropped(content, name, "is given more than once");
        }
        if (!name.equals(FILE) && !known.contains(name)) {
            return dropped(content, name, "is not known");
        }
        return switch (first) {
            case FilePartEvent upload
            when name.equals(FILE) ->
                store.store(upload.filename(), upload.headers().getContentType(), content)
                        .doOnNext(stored -> file = stored)
                        .then();
            case FormPartEvent field
            when !name.equals(FILE) -> {
                fields.put(name, field.value());
                yield BoundedContent.drop(content);
            }
            default -> dropped(content, name, name.equals(FILE) ? "must be a file" : "must be text");
        };
    }

    private static Mono<Void> dropped(Flux<DataBuffer> content, String name, String reason) {
        return BoundedContent.drop(content).then(Mono.error(() -> ApiException.invalid(name, reason)));
    }

    private void refuse(ApiException why) {
        if (refusal == null) {
            refusal = why;
        }
    }
}

package dev.mainnet.model.registry;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.objectstore.ObjectStore;
import dev.mainnet.outbox.Ids;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.FormPartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads a multipart form while it arrives: the file goes straight to the object store, whichever field comes first. */
@Component
class UploadForm {

    private static final Set<String> TEXT_FIELDS = Set.of("name", "description", "labels");
    private static final String FILE = "file";

    private final ObjectStore objects;
    private final long maxBytes;

    UploadForm(ObjectStore objects, RegistrySettings settings) {
        this.objects = objects;
        maxBytes = settings.maxModelSize().toBytes();
    }

    /** A field of the form: text, or the file as it was stored. */
    private record Field(String name, @Nullable String text, Model.@Nullable File file) {}

    /** The form; when anything is wrong with it, an error that names the field, and nothing is kept. */
    Mono<Upload> read(Flux<PartEvent> parts) {
        String objectKey = "models/" + Ids.next();
        return parts.windowUntil(PartEvent::isLast)
                .concatMap(part -> part.switchOnFirst((first, events) -> Optional.ofNullable(first.get())
                        .map(event -> field(event, events, objectKey))
                        .orElse(Flux.empty())))
                .take(TEXT_FIELDS.size() + 2)
                .collectList()
                .map(UploadForm::upload)
                .doOnDiscard(PartEvent.class, event -> DataBufferUtils.release(event.content()))
                .onErrorResume(
                        failure -> objects.delete(objectKey).onErrorComplete().then(Mono.error(failure)));
    }

    private Flux<Field> field(PartEvent first, Flux<PartEvent> events, String objectKey) {
        String name = first.name();
        return switch (first) {
            case FormPartEvent text
            when TEXT_FIELDS.contains(name) ->
                events.then(Mono.just(new Field(name, text.value(), null))).flux();
            case FilePartEvent ignored
            when name.equals(FILE) ->
                objects.put(objectKey, events.map(PartEvent::content), maxBytes)
                        .map(stored -> new Field(name, null, new Model.File(objectKey, stored.size(), stored.sha256())))
                        .flux();
            case FormPartEvent ignored when name.equals(FILE) -> refuse(events, name, "must be a file");
            case FilePartEvent ignored when TEXT_FIELDS.contains(name) -> refuse(events, name, "must be text");
            default -> refuse(events, name, "is not known");
        };
    }

    private static Flux<Field> refuse(Flux<PartEvent> events, String name, String reason) {
        return events.map(event -> DataBufferUtils.release(event.content()))
                .thenMany(Flux.error(() -> ApiException.invalid(name, reason)));
    }

    private static Upload upload(List<Field> fields) {
        Map<String, String> texts = new HashMap<>();
        Model.File file = null;
        for (Field field : fields) {
            boolean twice = field.file() != null ? file != null : texts.containsKey(field.name());
            if (twice) {
                throw ApiException.invalid(field.name(), "is given twice");
            }
            if (field.file() != null) {
                file = field.file();
            } else if (field.text() != null) {
                texts.put(field.name(), field.text());
            }
        }
        if (file == null) {
            throw ApiException.invalid(FILE, "is missing");
        }
        return Upload.of(texts, file);
    }
}

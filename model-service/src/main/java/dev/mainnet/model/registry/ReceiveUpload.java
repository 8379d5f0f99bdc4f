package dev.mainnet.model.registry;

import dev.mainnet.defaults.objectstore.ObjectStore;
import dev.mainnet.defaults.objectstore.StoredObject;
import dev.mainnet.defaults.upload.UploadForm;
import dev.mainnet.outbox.Ids;
import java.util.Set;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the form that registers a model; its file goes straight to the object store. */
@Component
class ReceiveUpload {

    private static final Set<String> TEXT_FIELDS = Set.of("name", "description", "labels");

    private final ObjectStore objects;
    private final long maxBytes;

    ReceiveUpload(ObjectStore objects, RegistrySettings settings) {
        this.objects = objects;
        maxBytes = settings.maxModelSize().toBytes();
    }

    /** The form; when anything is wrong with it, an error that names the field, and nothing is kept. */
    Mono<Upload> receive(Flux<PartEvent> parts) {
        String objectKey = "models/" + Ids.next();
        UploadForm.FileStore store = (filename, type, content) -> objects.put(objectKey, content, maxBytes);
        return UploadForm.read(parts, TEXT_FIELDS, store, maxBytes)
                .map(form -> Upload.of(form.fields(), file(form.file())))
                .onErrorResume(
                        failure -> objects.delete(objectKey).onErrorComplete().then(Mono.error(failure)));
    }

    private static Model.File file(StoredObject stored) {
        return new Model.File(stored.key(), stored.size(), stored.sha256());
    }
}

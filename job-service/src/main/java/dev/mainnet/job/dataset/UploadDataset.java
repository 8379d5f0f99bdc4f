package dev.mainnet.job.dataset;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.idempotency.OperationId;
import dev.mainnet.defaults.objectstore.ObjectStore;
import dev.mainnet.defaults.objectstore.StoredObject;
import dev.mainnet.defaults.upload.BoundedContent;
import dev.mainnet.defaults.upload.UploadForm;
import dev.mainnet.job.wakeup.WakeUps;
import dev.mainnet.outbox.Ids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes a file in; it is read right afterwards. */
@Component
class UploadDataset {

    private static final Set<String> KNOWN_FIELDS = Set.of("name", "description", "dataset_type");
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_-]{0,49}");
    private static final int MAX_NAME = 200;
    private static final int MAX_DESCRIPTION = 4000;

    private final Datasets datasets;
    private final ObjectStore objects;
    private final DatasetSettings settings;
    private final WakeUps wakeUps;
    private final TransactionalOperator transaction;

    UploadDataset(
            Datasets datasets,
            ObjectStore objects,
            DatasetSettings settings,
            WakeUps wakeUps,
            TransactionalOperator transaction) {
        this.datasets = datasets;
        this.objects = objects;
        this.settings = settings;
        this.wakeUps = wakeUps;
        this.transaction = transaction;
    }

    /**
     * Stores the form's file.
     *
     * @return an error of {@link ApiException}: 400 for the form, 409 for one dataset too many, 413 for the size, 415 for the kind
     */
    Mono<Dataset> upload(UUID ownerId, Flux<PartEvent> form) {
        return datasets.count(ownerId)
                .flatMap(count -> receive("datasets/" + Ids.next(), ownerId, form, count < settings.maxPerAccount()));
    }

    private Mono<Dataset> receive(String key, UUID ownerId, Flux<PartEvent> form, boolean mayHaveMore) {
        // Told by the file's name and type, which come before its content.
        AtomicReference<Format> format = new AtomicReference<>(Format.CSV);
        UploadForm.FileStore store = (name, type, content) -> refusal(name, type, mayHaveMore, format)
                .map(refusal -> BoundedContent.drop(content).then(Mono.<StoredObject>error(refusal)))
                .orElseGet(() -> objects.put(key, content, settings.maxBytes()));
        return UploadForm.read(form, KNOWN_FIELDS, store, settings.maxBytes())
                .zipWith(OperationId.current())
                .flatMap(read ->
                        accept(dataset(read.getT2(), ownerId, read.getT1(), Objects.requireNonNull(format.get()))))
                .onErrorResume(e -> objects.delete(key).then(Mono.error(e)));
    }

    private Optional<ApiException> refusal(
            String filename, @Nullable MediaType type, boolean mayHaveMore, AtomicReference<Format> format) {
        if (!mayHaveMore) {
            return Optional.of(new ApiException(
                    ErrorCode.CONFLICT, "You have " + settings.maxPerAccount() + " datasets; delete one first"));
        }
        Optional<Format> found = Format.of(filename, type);
        if (found.isPresent()) {
            format.set(found.get());
            return Optional.empty();
        }
        String ending = filename.substring(filename.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String kind = filename.contains(".") ? "A file of the kind ." + ending : "A file of that kind";
        return Optional.of(new ApiException(
                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                kind + " is not supported; upload CSV, JSON, JSON Lines, a ZIP of pictures, or plain text"));
    }

    /** A repetition of an upload that was stored already answers the first one and drops the second file. */
    private Mono<Dataset> accept(Dataset dataset) {
        return datasets.add(dataset)
                .filter(added -> added)
                .delayUntil(added -> wakeUps.wake(WakeUps.Channel.DATASET_UPLOADED, ""))
                .as(transaction::transactional)
                .map(added -> dataset)
                .switchIfEmpty(Mono.defer(() ->
                        objects.delete(dataset.file().key()).then(datasets.find(dataset.ownerId(), dataset.id()))));
    }

    private static Dataset dataset(UUID id, UUID ownerId, UploadForm form, Format format) {
        Map<String, String> fields = form.fields();
        StoredObject file = form.file();
        if (file.size() == 0) {
            throw ApiException.invalid("file", "is empty");
        }
        String name = text(fields, "name", MAX_NAME).orElseThrow(() -> ApiException.invalid("name", "is missing"));
        String type =
                text(fields, "dataset_type", 50).orElseThrow(() -> ApiException.invalid("dataset_type", "is missing"));
        if (!TYPE.matcher(type).matches()) {
            throw ApiException.invalid("dataset_type", "must be a word like classification or regression");
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Optional<String> description = text(fields, "description", MAX_DESCRIPTION);
        return new Dataset(id, ownerId, name, description, type, format.of(type), file, now, new Dataset.Processing());
    }

    private static Optional<String> text(Map<String, String> fields, String name, int longest) {
        String value = fields.getOrDefault(name, "").strip();
        if (value.length() > longest) {
            throw ApiException.invalid(name, "has more than " + longest + " characters");
        }
        if (value.indexOf('\0') >= 0) {
            throw ApiException.invalid(name, "holds a character that is not allowed");
        }
        return Optional.of(value).filter(text -> !text.isEmpty());
    }
}

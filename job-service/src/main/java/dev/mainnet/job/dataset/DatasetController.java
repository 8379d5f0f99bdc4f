package dev.mainnet.job.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.page.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Datasets over HTTP, in the shapes of requirements/4-deep-learning.md; native and at that document's own paths. */
@RestController
@RequestMapping({"/api/v1/datasets", "/datasets"})
class DatasetController {

    private static final List<String> SORTS = List.of("created_at", "name", "size");

    /** @param error why the dataset is failed */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DatasetResponse(
            UUID id,
            String name,
            @Nullable String description,
            String datasetType,
            long fileSize,
            Instant uploadedAt,
            String status,
            @Nullable String error,
            @Nullable DatasetMetadata metadata) {

        static DatasetResponse of(Dataset dataset, boolean detailed) {
            return new DatasetResponse(
                    dataset.id(),
                    dataset.name(),
                    dataset.description().orElse(null),
                    dataset.type(),
                    dataset.file().size(),
                    dataset.uploadedAt(),
                    dataset.stage().status(),
                    dataset.stage() instanceof Dataset.Failed(String reason) ? reason : null,
                    detailed && dataset.stage() instanceof Dataset.Ready(Content content)
                            ? DatasetMetadata.of(content, dataset.format(), dataset.file())
                            : null);
        }
    }

    record DatasetList(long total, int page, int limit, List<DatasetResponse> datasets) {}

    private final UploadDataset uploadDataset;
    private final DeleteDataset deleteDataset;
    private final Datasets datasets;

    DatasetController(UploadDataset uploadDataset, DeleteDataset deleteDataset, Datasets datasets) {
        this.uploadDataset = uploadDataset;
        this.deleteDataset = deleteDataset;
        this.datasets = datasets;
    }

    @PostMapping(path = "/upload", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<DatasetResponse> upload(@AuthenticationPrincipal Identity me, @RequestBody Flux<PartEvent> form) {
        return uploadDataset.upload(me.accountId(), form).map(dataset -> DatasetResponse.of(dataset, false));
    }

    @GetMapping
    Mono<DatasetList> list(@AuthenticationPrincipal Identity me, @RequestParam MultiValueMap<String, String> query) {
        PageRequest page = PageRequest.of(query, SORTS);
        return datasets.list(me.accountId(), page)
                .map(dataset -> DatasetResponse.of(dataset, false))
                .collectList()
                .zipWith(
                        datasets.count(me.accountId()),
                        (found, total) -> new DatasetList(total, page.page(), page.limit(), found));
    }

    @GetMapping("/{id}")
    Mono<DatasetResponse> get(@AuthenticationPrincipal Identity me, @PathVariable UUID id) {
        return datasets.find(me.accountId(), id)
                .map(dataset -> DatasetResponse.of(dataset, true))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Dataset")));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(@AuthenticationPrincipal Identity me, @PathVariable UUID id) {
        return deleteDataset.delete(me.accountId(), id);
    }
}

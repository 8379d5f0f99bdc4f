package dev.mainnet.job.dispatch;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.objectstore.ObjectStore;
import dev.mainnet.job.artifact.Artifact;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The files and the log of a job that a worker holds. */
@RestController
@RequestMapping("/api/v1/workers/{id}/leases/{jobId}")
class WorkFileController {

    /** The header that carries the fencing token where the body is content. */
    static final String FENCING_TOKEN = "X-Fencing-Token";

    private static final String SHA256 = "X-Content-SHA256";
    private static final int LONGEST_LOG = 64 * 1024;

    private final ReadInput readInput;
    private final StoreArtifact storeArtifact;
    private final AppendLog appendLog;
    private final ObjectStore objects;

    WorkFileController(ReadInput readInput, StoreArtifact storeArtifact, AppendLog appendLog, ObjectStore objects) {
        this.readInput = readInput;
        this.storeArtifact = storeArtifact;
        this.appendLog = appendLog;
        this.objects = objects;
    }

    @GetMapping("/inputs/{name}")
    Mono<ResponseEntity<Flux<DataBuffer>>> input(
            @RequestAttribute(WorkerAuthentication.WORKER) Worker worker,
            @PathVariable UUID jobId,
            @PathVariable String name,
            @RequestHeader(FENCING_TOKEN) long fencingToken) {
        return readInput
                .find(worker.id(), jobId, fencingToken, name)
                .flatMap(input -> objects.size(input.objectKey())
                        .switchIfEmpty(Mono.error(() -> ApiException.notFound("File")))
                        .map(size -> ResponseEntity.ok()
                                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                                .contentLength(size)
                                .body(objects.get(input.objectKey()))));
    }

    @PutMapping("/artifacts/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> artifact(
            @RequestAttribute(WorkerAuthentication.WORKER) Worker worker,
            @PathVariable UUID jobId,
            @PathVariable String name,
            @RequestHeader(FENCING_TOKEN) long fencingToken,
            @RequestHeader(SHA256) String sha256,
            @RequestHeader HttpHeaders headers,
            @RequestBody(required = false) Flux<DataBuffer> content) {
        if (!Artifact.isName(name)) {
            return Mono.error(ApiException.invalid("name", "must be letters, digits, '.', '_' and '-', 100 at most"));
        }
        return storeArtifact.store(
                worker.id(),
                new StoreArtifact.Announcement(
                        jobId, fencingToken, name, type(headers.getContentType()), sha256.toLowerCase(Locale.ROOT)),
                content);
    }

    @PostMapping("/logs")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> log(
            @RequestAttribute(WorkerAuthentication.WORKER) Worker worker,
            @PathVariable UUID jobId,
            @RequestHeader(FENCING_TOKEN) long fencingToken,
            @RequestBody(required = false) Flux<DataBuffer> text) {
        return DataBufferUtils.join(text, LONGEST_LOG)
                .onErrorMap(
                        DataBufferLimitException.class,
                        e -> new ApiException(
                                ErrorCode.PAYLOAD_TOO_LARGE, "A piece of log has at most " + LONGEST_LOG + " bytes"))
                .map(WorkFileController::text)
                .flatMap(piece -> appendLog.append(worker.id(), jobId, fencingToken, piece));
    }

    private static String text(DataBuffer buffer) {
        String text = buffer.toString(StandardCharsets.UTF_8);
        DataBufferUtils.release(buffer);
        return text;
    }

    private static String type(@Nullable MediaType type) {
        return (type == null ? MediaType.APPLICATION_OCTET_STREAM : type).toString();
    }
}

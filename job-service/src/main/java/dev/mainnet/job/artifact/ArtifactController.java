package dev.mainnet.job.artifact;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.objectstore.ObjectStore;
import java.util.List;
import java.util.UUID;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Hands out the files that jobs made, whole or in one range of bytes. */
@RestController
class ArtifactController {

    private final Artifacts artifacts;
    private final ObjectStore objects;

    ArtifactController(Artifacts artifacts, ObjectStore objects) {
        this.artifacts = artifacts;
        this.objects = objects;
    }

    @GetMapping("/api/v1/jobs/{id}/artifacts/{name}")
    Mono<ResponseEntity<Flux<DataBuffer>>> get(
            @AuthenticationPrincipal Identity me,
            @PathVariable UUID id,
            @PathVariable String name,
            @RequestHeader HttpHeaders headers,
            ServerWebExchange exchange) {
        return artifacts
                .findPaid(me.accountId(), id, name)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Artifact")))
                .map(artifact -> exchange.checkNotModified(etag(artifact))
                        ? ResponseEntity.status(HttpStatus.NOT_MODIFIED).build()
                        : content(artifact, headers));
    }

    private ResponseEntity<Flux<DataBuffer>> content(Artifact artifact, HttpHeaders headers) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(HttpStatus.OK);
        String ifRange = headers.getFirst(HttpHeaders.IF_RANGE);
        List<HttpRange> ranges =
                ifRange == null || ifRange.equals(etag(artifact)) ? ranges(headers, artifact) : List.of();
        // Several ranges at once would need a multipart answer; RFC 9110 lets a server answer the whole instead.
        if (ranges.size() != 1) {
            return describe(answer, artifact)
                    .contentLength(artifact.sizeBytes())
                    .body(objects.get(artifact.objectKey()));
        }
        long start = ranges.getFirst().getRangeStart(artifact.sizeBytes());
        long end = ranges.getFirst().getRangeEnd(artifact.sizeBytes());
        if (start >= artifact.sizeBytes() || start > end) {
            throw new ApiException(ErrorCode.RANGE_NOT_SATISFIABLE, "The file has " + artifact.sizeBytes() + " bytes");
        }
        return describe(ResponseEntity.status(HttpStatus.PARTIAL_CONTENT), artifact)
                .header(HttpHeaders.CONTENT_RANGE, "bytes " + start + "-" + end + "/" + artifact.sizeBytes())
                .contentLength(end - start + 1)
                .body(objects.get(artifact.objectKey(), start, end - start + 1));
    }

    private static ResponseEntity.BodyBuilder describe(ResponseEntity.BodyBuilder answer, Artifact artifact) {
        return answer.eTag(etag(artifact))
                .header(HttpHeaders.ACCEPT_RANGES, "bytes")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(artifact.name())
                                .build()
                                .toString())
                // A stranger's worker named the type: no browser is to make anything of it.
                .header("X-Content-Type-Options", "nosniff")
                .contentType(MediaType.parseMediaType(artifact.contentType()));
    }

    /** A header that is no range of bytes is as good as none (RFC 9110, 14.2). */
    private static List<HttpRange> ranges(HttpHeaders headers, Artifact artifact) {
        try {
            return artifact.sizeBytes() == 0 ? List.of() : headers.getRange();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private static String etag(Artifact artifact) {
        return "\"" + artifact.sha256() + "\"";
    }
}

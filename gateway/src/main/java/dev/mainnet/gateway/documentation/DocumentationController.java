package dev.mainnet.gateway.documentation;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.gateway.documentation.DocumentationFiles.File;
import dev.mainnet.gateway.request.ContentPolicy;
import java.time.Duration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The OpenAPI document, Swagger UI and ReDoc; for everybody. */
@RestController
final class DocumentationController {

    private static final CacheControl FOR_AN_HOUR =
            CacheControl.maxAge(Duration.ofHours(1)).cachePublic();

    private final DescribeApi describeApi;
    private final DocumentationFiles files;
    private final String policy;

    DocumentationController(DescribeApi describeApi, DocumentationFiles files, DocumentationProperties properties) {
        this.describeApi = describeApi;
        this.files = files;
        policy = PagePolicy.of(properties.publicUrl());
    }

    /** Who has it already is told so, by its ETag. */
    @GetMapping(DocumentationPaths.DOCUMENT)
    Mono<ResponseEntity<byte[]>> document() {
        return describeApi
                .describe()
                .map(document -> ResponseEntity.ok()
                        .eTag(document.etag())
                        .cacheControl(CacheControl.noCache())
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(document.json()));
    }

    @GetMapping({DocumentationPaths.SWAGGER_UI, DocumentationPaths.SWAGGER_UI_TOO})
    Mono<ResponseEntity<Resource>> swaggerUi(ServerWebExchange exchange) {
        return page(exchange, "swagger-ui.html");
    }

    @GetMapping(DocumentationPaths.REDOC)
    Mono<ResponseEntity<Resource>> redoc(ServerWebExchange exchange) {
        return page(exchange, "redoc.html");
    }

    /** What the pages are made of. */
    @GetMapping(DocumentationPaths.FILES + "{name}")
    Mono<ResponseEntity<Resource>> file(@PathVariable String name) {
        return files.part(name)
                .map(file -> answer(file, FOR_AN_HOUR))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("File")));
    }

    private Mono<ResponseEntity<Resource>> page(ServerWebExchange exchange, String name) {
        ContentPolicy.set(exchange, policy);
        return files.page(name).map(file -> answer(file, CacheControl.noCache()));
    }

    private static ResponseEntity<Resource> answer(File file, CacheControl cache) {
        return ResponseEntity.ok()
                .eTag(file.etag())
                .cacheControl(cache)
                .contentType(file.type())
                .body(file.content());
    }
}

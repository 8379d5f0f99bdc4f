package dev.mainnet.gateway.documentation;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes one OpenAPI 3.1 document of those of the services, which come with the contracts and are tested there where the paths are
 * answered. It is made when it is first asked for, and kept.
 */
@Component
final class DescribeApi {

    /** The document as clients get it. */
    record Document(byte[] json, String etag) {}

    private static final List<String> SERVICES =
            List.of("user-service", "model-service", "billing-service", "job-service");

    private final DocumentationProperties properties;
    private final JsonMapper json = JsonMapper.shared();
    private final Mono<Document> document = Mono.fromCallable(this::make)
            .subscribeOn(Schedulers.boundedElastic())
            .cache();

    DescribeApi(DocumentationProperties properties) {
        this.properties = properties;
    }

    Mono<Document> describe() {
        return document;
    }

    private Document make() throws IOException {
        ObjectNode whole = read("gateway");
        whole.withObject("/info").put("version", version());
        whole.putArray("servers").addObject().put("url", properties.publicUrl().toString());
        MergedDocument merged = new MergedDocument(whole);
        for (String service : SERVICES) {
            merged.add(service, read(service));
        }
        byte[] bytes = json.writeValueAsBytes(merged.finished());
        return new Document(bytes, etag(bytes));
    }

    private ObjectNode read(String part) throws IOException {
        try (InputStream in = new ClassPathResource("openapi/" + part + ".json").getInputStream()) {
            return (ObjectNode) json.readTree(in);
        }
    }

    private static String version() {
        return Optional.ofNullable(DescribeApi.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    private static String etag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}

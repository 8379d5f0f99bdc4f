package dev.mainnet.gateway.documentation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The pages and what they are made of: these files and no others. They are looked for when they are first asked for. */
@Component
final class DocumentationFiles {

    /**
     * A file to serve.
     *
     * @param etag of its content
     */
    record File(Resource content, MediaType type, String etag) {}

    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=utf-8");
    private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=utf-8");
    private static final MediaType STYLE = MediaType.parseMediaType("text/css;charset=utf-8");

    private static final String OURS = "classpath:documentation/";
    private static final String LIBRARIES = "classpath*:META-INF/resources/webjars/";

    /** Where each is; the libraries' folders are named after their versions. */
    private static final Map<String, String> PARTS = Map.of(
            "swagger-ui.css", LIBRARIES + "swagger-ui/*/swagger-ui.css",
            "swagger-ui-bundle.js", LIBRARIES + "swagger-ui/*/swagger-ui-bundle.js",
            "redoc.standalone.js", LIBRARIES + "redoc/*/redoc.standalone.js",
            "start-swagger-ui.js", OURS + "start-swagger-ui.js",
            "start-redoc.js", OURS + "start-redoc.js",
            "page.css", OURS + "page.css");

    private final Map<String, Mono<File>> found = new ConcurrentHashMap<>();

    /** Nothing where there is none of that name. */
    Mono<File> part(String name) {
        return Mono.justOrEmpty(PARTS.get(name)).flatMap(pattern -> file(pattern, type(name)));
    }

    Mono<File> page(String name) {
        return file(OURS + name, HTML);
    }

    private Mono<File> file(String pattern, MediaType type) {
        return found.computeIfAbsent(
                pattern,
                key -> Mono.fromCallable(() -> find(key, type))
                        .subscribeOn(Schedulers.boundedElastic())
                        .cache());
    }

    private static File find(String pattern, MediaType type) throws IOException {
        Resource[] resources = new PathMatchingResourcePatternResolver().getResources(pattern);
        if (resources.length != 1) {
            throw new IOException("There are " + resources.length + " of " + pattern);
        }
        return new File(resources[0], type, etag(resources[0]));
    }

    private static String etag(Resource resource) throws IOException {
        try (InputStream content = resource.getInputStream()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(content, digest).transferTo(OutputStream.nullOutputStream());
            return '"' + HexFormat.of().formatHex(digest.digest(), 0, 16) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static MediaType type(String name) {
        return name.endsWith(".css") ? STYLE : SCRIPT;
    }
}

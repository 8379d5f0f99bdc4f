package dev.mainnet.testing.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the public API of a service is, read from its controllers, and compared with the document that clients read. What a signature
 * does not tell stands in the service's {@code src/test/resources/openapi.json}: see {@link WrittenByHand}.
 *
 * @param service its name, and that of its document
 * @param basePackage below which its controllers lie
 * @param access who may call what
 * @param paths how the gateway publishes them
 */
public record ApiDocument(String service, String basePackage, Access access, PublishedPaths paths) {

    /** The system property that has the documents written anew. */
    private static final String WRITE = "openapi.write";

    /**
     * The rules of a service.
     *
     * @param open what needs no identity
     * @param scopes by path pattern; the first that fits decides
     * @param withoutIdempotency paths whose POSTs know no {@code Idempotency-Key}
     */
    public record Access(
            List<ServerWebExchangeMatcher> open, Map<String, String> scopes, Set<String> withoutIdempotency) {}

    /**
     * The paths of a service as clients know them.
     *
     * @param prefix what the gateway takes away from {@code stripped}
     * @param stripped the beginning of the service's paths that the gateway knows with the prefix; empty for none
     * @param internal paths that the gateway does not pass on
     */
    public record PublishedPaths(String prefix, String stripped, Set<String> internal) {

        String published(String path) {
            return !stripped.isEmpty() && path.startsWith(stripped) ? prefix + path : path;
        }
    }

    /** Fails when the document in the contracts says something else than the service does. */
    public void check() {
        Path file = Path.of("..", "contracts", "src", "main", "resources", "openapi", service + ".json");
        String now = text(make());
        try {
            if (System.getProperty(WRITE) != null) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, now);
            }
            String told = Files.exists(file) ? Files.readString(file) : "";
            if (!told.equals(now)) {
                throw new AssertionError(difference(told, now));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode make() {
        JsonMapper json = ServiceJson.mapper();
        Sources sources = Sources.read(
                List.of(Path.of("src", "main", "java"), Path.of("..", "service-defaults", "src", "main", "java")));
        WrittenByHand byHand = WrittenByHand.read(json);
        Schemas schemas = new Schemas(json, sources, byHand);
        ObjectNode document = json.createObjectNode();
        document.put("openapi", "3.1.0");
        document.putObject("info").put("title", service).put("version", "1");
        document.set("paths", new Operations(this, schemas, sources, byHand, json).paths());
        byHand.types().forEach(type -> schemas.answered(type));
        byHand.requireAllUsed();
        document.putObject("components").set("schemas", schemas.components());
        schemas.giveNames(document);
        return document;
    }

    private static String text(ObjectNode document) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        return JsonMapper.shared().writer().with(printer).writeValueAsString(document) + "\n";
    }

    private String difference(String told, String now) {
        List<String> before = told.lines().toList();
        List<String> after = now.lines().toList();
        int line = 0;
        while (line < Math.min(before.size(), after.size()) && before.get(line).equals(after.get(line))) {
            line++;
        }
        return """
                The API of %s is not what contracts/src/main/resources/openapi/%s.json tells its clients. First difference, line %d:
                  told: %s
                  now:  %s
                If the change is meant, write the document anew and look at what it changes for clients:
                  mvn test -pl %s -Dtest=OpenApiTest -D%s
                """.formatted(service, service, line + 1, at(before, line), at(after, line), service, WRITE);
    }

    private static String at(List<String> lines, int line) {
        return line < lines.size() ? lines.get(line).strip() : "(nothing)";
    }
}

package dev.mainnet.gateway.documentation;

import java.util.Set;

/** Where the documentation is; reading it uses up nobody's limit. */
public final class DocumentationPaths {

    static final String DOCUMENT = "/openapi.json";
    static final String SWAGGER_UI = "/docs";
    static final String SWAGGER_UI_TOO = "/api-docs";
    static final String REDOC = "/redoc";
    static final String FILES = "/docs/files/";

    private static final Set<String> PAGES = Set.of(DOCUMENT, SWAGGER_UI, SWAGGER_UI_TOO, REDOC);

    private DocumentationPaths() {}

    public static boolean contains(String path) {
        return PAGES.contains(path) || path.startsWith(FILES);
    }
}

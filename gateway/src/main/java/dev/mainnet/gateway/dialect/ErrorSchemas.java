package dev.mainnet.gateway.dialect;

/** What the bodies of errors are called in the OpenAPI document. */
public final class ErrorSchemas {

    private static final String NATIVE = "Error";

    private ErrorSchemas() {}

    /** Of the errors at a path. */
    public static String at(String path) {
        return Dialect.at(path).map(Dialect::schema).orElse(NATIVE);
    }
}

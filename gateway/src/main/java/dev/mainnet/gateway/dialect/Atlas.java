package dev.mainnet.gateway.dialect;

import dev.mainnet.defaults.error.ErrorBody;
import java.util.List;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Document 5, Atlas and Kraken: {@code {"message": TEXT}}. */
final class Atlas implements Dialect {

    private static final List<String> PATHS = List.of("/atlas/", "/kraken/");

    /** The body of all its errors. */
    record MessageBody(String message) {}

    static boolean isAt(String path) {
        return PATHS.stream().anyMatch((path + "/")::startsWith);
    }

    @Override
    public String schema() {
        return "MessageError";
    }

    @Override
    public Refusal told(HttpStatusCode status, ErrorBody error, ServerHttpRequest request) {
        return new Refusal(status, new MessageBody(OneText.of(error)));
    }
}

package dev.mainnet.gateway.dialect;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorBody;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

    /** The document has no place for details, so they are told in the one text. */
    @Override
    public Refusal told(HttpStatusCode status, ErrorBody error, ServerHttpRequest request) {
        return new Refusal(status, new MessageBody(error.message() + inWords(error.details())));
    }

    private static String inWords(@Nullable List<ApiException.Detail> details) {
        return details == null || details.isEmpty()
                ? ""
                : details.stream()
                        .map(detail -> detail.field() + " " + detail.message())
                        .collect(Collectors.joining("; ", ": ", ""));
    }
}

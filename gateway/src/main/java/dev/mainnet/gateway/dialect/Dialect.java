package dev.mainnet.gateway.dialect;

import dev.mainnet.defaults.error.ErrorBody;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The errors of an older API, or of a wire format that others made. */
interface Dialect {

    /** An error as the older API spells it, with headers of its own. */
    record Refusal(HttpStatusCode status, Object body, Map<String, String> headers) {

        Refusal(HttpStatusCode status, Object body) {
            this(status, body, Map.of());
        }
    }

    /** Says what a native error is to whoever made that request. */
    Refusal told(HttpStatusCode status, ErrorBody error, ServerHttpRequest request);

    /** What the body of its errors is called in the OpenAPI document. */
    String schema();

    /** The dialect of a path; nothing for the native API. */
    static Optional<Dialect> at(String path) {
        if (DeployAndCredits.isAt(path)) {
            return Optional.of(new DeployAndCredits());
        }
        if (OpenAi.isAt(path)) {
            return Optional.of(new OpenAi());
        }
        return Atlas.isAt(path) ? Optional.of(new Atlas()) : Optional.empty();
    }
}

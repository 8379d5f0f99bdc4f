package dev.mainnet.defaults.request;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** Names one request in answers, logs and support mails. A caller may choose it. */
public final class RequestId {

    /** The header of requests and answers. */
    public static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = RequestId.class.getName();
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /** The id of this request: the caller's if it is well-formed, else a new UUIDv7; the same at each call. */
    public static String of(ServerWebExchange exchange) {
        return (String) exchange.getAttributes()
                .computeIfAbsent(
                        ATTRIBUTE,
                        name -> chosenOrNew(exchange.getRequest().getHeaders().getFirst(HEADER)));
    }

    private static String chosenOrNew(@Nullable String chosen) {
        return chosen != null && ACCEPTED.matcher(chosen).matches()
                ? chosen
                : UuidCreator.getTimeOrderedEpoch().toString();
    }
}

package dev.mainnet.gateway.request;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Takes only what the gateway and every service read in the same way: a path that could mean another one once it is decoded or
 * normalised (RFC 3986, 5.2.4 and 6.2.2) is refused rather than guessed.
 */
@Component
final class RequestShape implements PublicFilter {

    private static final Pattern AMBIGUOUS = Pattern.compile(
            "//|\\\\|;|%(2[ef5]|5c|3b|0\\p{XDigit}|1\\p{XDigit}|7f)|/\\.{1,2}(/|$)", Pattern.CASE_INSENSITIVE);
    /** OpenAI's clients escape the slash of a model's name; here it means what it means there. */
    private static final Pattern NAME_OF_A_MODEL =
            Pattern.compile("(/v1/models/[A-Za-z0-9._-]+)%2[Ff]([A-Za-z0-9._-]+)");

    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);
    /** Judged where identity is: a credential that is too long is an invalid credential. */
    private static final Set<String> CREDENTIALS = Set.of("authorization", "x-api-key");

    private final long maxHeaderSize;

    RequestShape(RequestProperties properties) {
        this.maxHeaderSize = properties.maxHeaderSize().toBytes();
    }

    @Override
    public Step step() {
        return Step.SHAPE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain next) {
        Matcher named = NAME_OF_A_MODEL.matcher(exchange.getRequest().getURI().getRawPath());
        if (named.matches()) {
            String path = named.group(1) + "/" + named.group(2);
            return filter(
                    exchange.mutate().request(request -> request.path(path)).build(), next);
        }
        ServerHttpRequest request = exchange.getRequest();
        if (!METHODS.contains(request.getMethod())) {
            return Mono.error(new ApiException(ErrorCode.METHOD_NOT_ALLOWED, "This method is not offered here"));
        }
        if (AMBIGUOUS.matcher(request.getURI().getRawPath()).find()) {
            return Mono.error(ApiException.invalid("path", "is ambiguous"));
        }
        for (Map.Entry<String, List<String>> header : request.getHeaders().headerSet()) {
            if (isTooLong(header)) {
                return Mono.error(
                        ApiException.invalid(header.getKey(), "is a header of more than " + maxHeaderSize + " bytes"));
            }
        }
        return next.filter(exchange);
    }

    private boolean isTooLong(Map.Entry<String, List<String>> header) {
        return header.getValue().stream().anyMatch(value -> value.length() > maxHeaderSize)
                && CREDENTIALS.stream().noneMatch(header.getKey()::equalsIgnoreCase);
    }
}

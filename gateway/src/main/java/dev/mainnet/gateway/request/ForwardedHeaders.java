package dev.mainnet.gateway.request;

import dev.mainnet.defaults.request.RequestId;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Tells the service the request's id and the client's address; what the client said of them was dropped before. */
@Component
final class ForwardedHeaders implements HttpHeadersFilter, Ordered {

    private final ClientAddresses addresses;

    ForwardedHeaders(ClientAddresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        HttpHeaders headers = new HttpHeaders();
        headers.putAll(input);
        headers.set(RequestId.HEADER, RequestId.of(exchange));
        headers.set("X-Forwarded-For", addresses.of(exchange).getHostAddress());
        return headers;
    }

    /** After the filters that drop what clients said. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}

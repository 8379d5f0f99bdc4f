package dev.mainnet.gateway.identity;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.mainnet.defaults.identity.ClientAddressFilter;
import dev.mainnet.gateway.request.ClientAddresses;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Tells user-service, signed, where a client is: it counts sign-ins by that, and must not believe whoever reaches it past the gateway. One
 * statement is signed for each address and used again for a minute.
 */
@Component
final class ClientStatements implements HttpHeadersFilter, Ordered {

    private static final String LISTENER = "user-service";
    private static final Duration REUSE = Duration.ofMinutes(1);
    private static final int MAX_CACHED = 10_000;

    private final ClientAddresses addresses;
    private final LoadingCache<InetAddress, String> statements;

    ClientStatements(ClientAddresses addresses, IdentityTokens tokens) {
        this.addresses = addresses;
        this.statements = Caffeine.newBuilder()
                .expireAfterWrite(REUSE)
                .maximumSize(MAX_CACHED)
                .build(address -> tokens.sign(
                        ClientAddressFilter.TYPE, new JWTClaimsSet.Builder().subject(address.getHostAddress())));
    }

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        if (!goesToUserService(exchange)) {
            return input;
        }
        HttpHeaders headers = new HttpHeaders();
        headers.putAll(input);
        headers.set(ClientAddressFilter.HEADER, statements.get(addresses.of(exchange)));
        return headers;
    }

    private static boolean goesToUserService(ServerWebExchange exchange) {
        return Optional.<Route>ofNullable(exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR))
                .map(Route::getUri)
                .map(URI::getHost)
                .filter(LISTENER::equals)
                .isPresent();
    }

    /** After the filters that drop what clients said. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}

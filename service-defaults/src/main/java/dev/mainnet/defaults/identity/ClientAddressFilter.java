package dev.mainnet.defaults.identity;

import com.nimbusds.jose.JOSEObjectType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets a request come from where the gateway says that its client is, if the gateway signed that. Any other request comes from whoever sent
 * it: a header alone could name any address.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
public final class ClientAddressFilter implements WebFilter {

    /** The header with the gateway's statement, a JWT whose subject is the address. */
    public static final String HEADER = "X-Mainnet-Client";

    /** The statement's {@code typ}: none can stand for another kind of token, nor another for it. */
    public static final JOSEObjectType TYPE = new JOSEObjectType("mainnet-client+jwt");

    private final ReactiveJwtDecoder statements;

    ClientAddressFilter(ReactiveJwtDecoder statements) {
        this.statements = statements;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String statement = exchange.getRequest().getHeaders().getFirst(HEADER);
        return statement == null
                ? chain.filter(exchange)
                : statements
                        .decode(statement)
                        .onErrorResume(JwtException.class, e -> Mono.empty())
                        .flatMap(believed -> Mono.justOrEmpty(address(believed)))
                        .map(address -> from(address, exchange))
                        .defaultIfEmpty(exchange)
                        .flatMap(chain::filter);
    }

    private static ServerWebExchange from(InetAddress client, ServerWebExchange exchange) {
        return exchange.mutate()
                .request(request -> request.remoteAddress(new InetSocketAddress(client, 0)))
                .build();
    }

    private static Optional<InetAddress> address(Jwt statement) {
        try {
            return Optional.ofNullable(statement.getSubject()).map(InetAddress::ofLiteral);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

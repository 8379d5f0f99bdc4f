package dev.mainnet.gateway.identity;

import dev.mainnet.gateway.request.ClientAddresses;
import dev.mainnet.gateway.request.PublicFilter;
import dev.mainnet.gateway.request.Step;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Replaces everything a client says about who it is by what the gateway found out. */
@Component
final class IdentityFilter implements PublicFilter {

    private final Authenticate authenticate;
    private final IdentityTokens tokens;
    private final ClientAddresses addresses;

    IdentityFilter(Authenticate authenticate, IdentityTokens tokens, ClientAddresses addresses) {
        this.authenticate = authenticate;
        this.tokens = tokens;
        this.addresses = addresses;
    }

    @Override
    public Step step() {
        return Step.IDENTITY;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain next) {
        addresses.of(exchange); // read before its header goes
        return authenticate
                .callerOf(exchange.getRequest(), addresses.blockOf(exchange))
                .flatMap(caller -> goOn(caller, exchange, next));
    }

    private Mono<Void> goOn(Caller caller, ServerWebExchange exchange, WebFilterChain next) {
        exchange.getAttributes().put(Caller.class.getName(), caller);
        ServerHttpRequest request = exchange.getRequest()
                .mutate()
                .headers(headers -> replaceIdentity(headers, caller))
                .build();
        return next.filter(exchange.mutate().request(request).build());
    }

    private void replaceIdentity(HttpHeaders headers, Caller caller) {
        ClientHeaders.drop(headers);
        switch (caller) {
            case Caller.Known known -> headers.setBearerAuth(tokens.of(known));
            case Caller.Machine machine -> headers.setBearerAuth(machine.token());
            case Caller.Renewing renewing -> headers.setBearerAuth(renewing.token());
            case Caller.Anonymous nobody -> {}
            case Caller.Refused refused -> {}
        }
    }
}

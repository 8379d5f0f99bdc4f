package dev.mainnet.gateway.identity;

import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.gateway.request.PublicFilter;
import dev.mainnet.gateway.request.Step;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** An invalid credential is refused everywhere, also where none is needed. */
@Component
final class RefusalFilter implements PublicFilter {

    @Override
    public Step step() {
        return Step.REFUSAL;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain next) {
        if (Caller.of(exchange) instanceof Caller.Refused refused) {
            if (refused.refusal().code() == ErrorCode.UNAUTHORIZED) {
                exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            }
            return Mono.error(refused.refusal());
        }
        return next.filter(exchange);
    }
}

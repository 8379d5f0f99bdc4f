package dev.mainnet.gateway.request;

import java.util.Comparator;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Leads public requests through every {@link Step}; the management port, a child context, sees this filter too and is let through. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class PublicDoor implements WebFilter {

    private final ApplicationContext publicContext;
    private final List<PublicFilter> lastToFirst;

    PublicDoor(ApplicationContext publicContext, List<PublicFilter> filters) {
        this.publicContext = publicContext;
        this.lastToFirst = filters.stream()
                .sorted(Comparator.comparing(PublicFilter::step).reversed())
                .toList();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!publicContext.equals(exchange.getApplicationContext())) {
            return chain.filter(exchange);
        }
        WebFilterChain way = chain;
        for (PublicFilter filter : lastToFirst) {
            WebFilterChain next = way;
            way = passed -> filter.filter(passed, next);
        }
        return way.filter(exchange);
    }
}

package dev.mainnet.user.session;

import dev.mainnet.defaults.identity.Identity;
import java.util.UUID;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses whoever comes with a session that has ended. The gateways hear of an end by Kafka, a moment later or much later; until then
 * nobody makes himself a key with it, nor reads or changes anything of an account.
 */
@Component
class EndedSessionFilter implements WebFilter {

    private final Sessions sessions;

    EndedSessionFilter(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return sessionId()
                .flatMap(sessions::hasEnded)
                .filter(Boolean::booleanValue)
                .flatMap(ended -> Mono.<Void>error(new CredentialsExpiredException("The session has ended")))
                .switchIfEmpty(Mono.defer(() -> chain.filter(exchange)));
    }

    private static Mono<UUID> sessionId() {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication())
                .map(Authentication::getPrincipal)
                .ofType(Identity.class)
                .flatMap(caller -> Mono.justOrEmpty(caller.sessionId()));
    }
}

package dev.mainnet.gateway.identity;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.loadbalancer.reactive.LoadBalancedExchangeFilterFunction;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** Renews the copy of user-service's keys in the background, so that no request waits for it; while it is away the copy stays. */
@Component
final class AccessTokenKeysRefresh implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AccessTokenKeysRefresh.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(300);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_BYTES = 64 * 1024;

    private final AccessTokenKeys keys;
    private final WebClient userService;
    private final Duration every;
    private volatile Disposable loop = Disposables.disposed();
    private volatile boolean failing;

    AccessTokenKeysRefresh(
            AccessTokenKeys keys, IdentityProperties properties, LoadBalancedExchangeFilterFunction byServiceName) {
        this.keys = keys;
        this.every = properties.keysRefresh();
        this.userService = WebClient.builder()
                .baseUrl("http://user-service")
                .filter(byServiceName)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MAX_BYTES))
                .build();
    }

    @Override
    public void start() {
        loop = refresh()
                .then(Mono.defer(() -> Mono.delay(keys.known() ? every : FIRST_RETRY)))
                .repeat()
                .subscribe();
    }

    private Mono<Void> refresh() {
        return userService
                .get()
                .uri("/.well-known/jwks.json")
                .retrieve()
                .bodyToMono(String.class)
                .timeout(TIMEOUT)
                .doOnNext(this::renewed)
                .then()
                .onErrorResume(e -> {
                    missed(e);
                    return Mono.empty();
                });
    }

    private void renewed(String jwks) {
        keys.replace(jwks);
        failing = false;
    }

    /** Once for each time that user-service goes away. */
    private void missed(Throwable e) {
        if (!failing) {
            failing = true;
            LOG.warn("user-service's keys cannot be renewed: {}", e.toString());
        }
    }

    @Override
    public void stop() {
        loop.dispose();
    }

    @Override
    public boolean isRunning() {
        return !loop.isDisposed();
    }
}

package dev.mainnet.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Has a request wait for its API key: whoever makes one holds it some hundred milliseconds before the gateway hears of it. Keys that
 * are made up are waited for too, so few wait at once, fewer of one address, and none of an address that has waited in vain too often.
 */
@Component
final class NewKeys {

    private static final Pattern WELL_FORMED = Pattern.compile("mk_[0-9A-Za-z]{32}");
    private static final int AT_ONCE = 256;
    private static final int OF_AN_ADDRESS = 8;
    private static final int IN_VAIN = 100;
    private static final Duration MEMORY = Duration.ofHours(1);
    private static final int MAX_ADDRESSES = 10_000;

    private final ApiKeys keys;
    private final Duration patience;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Set<Awaited> awaited = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> waitingByAddress = new ConcurrentHashMap<>();
    private final Cache<String, AtomicInteger> vainByAddress = Caffeine.newBuilder()
            .expireAfterWrite(MEMORY)
            .maximumSize(MAX_ADDRESSES)
            .build();

    private record Awaited(String hash, Sinks.One<Boolean> heardOf) {

        void lookAgain(ApiKeys keys) {
            if (keys.isHeardOf(hash)) {
                heardOf.tryEmitValue(true);
            }
        }
    }

    NewKeys(ApiKeys keys, IdentityProperties properties) {
        this.keys = keys;
        this.patience = properties.keyPatience();
    }

    /** To be called when something happened to a key. */
    void lookAgain() {
        awaited.forEach(one -> one.lookAgain(keys));
    }

    /** True as soon as a key of that text was heard of; empty when the patience is over, or at once where none is left to wait with. */
    Mono<Boolean> await(String text, String address) {
        return Mono.defer(() -> {
            String hash = ApiKeys.sha256(text);
            if (keys.isHeardOf(hash)) {
                return Mono.just(true);
            }
            if (!WELL_FORMED.matcher(text).matches() || !enter(address)) {
                return Mono.empty();
            }
            Awaited one = new Awaited(hash, Sinks.one());
            awaited.add(one);
            one.lookAgain(keys);
            return one.heardOf()
                    .asMono()
                    // What follows is not for the thread that hears of keys.
                    .publishOn(Schedulers.parallel())
                    .timeout(patience, Mono.fromRunnable(() -> inVain(address)))
                    .doFinally(end -> leave(one, address));
        });
    }

    /** How many requests wait. */
    int waiting() {
        return awaited.size();
    }

    private boolean enter(String address) {
        AtomicInteger vain = vainByAddress.getIfPresent(address);
        if ((vain != null && vain.get() >= IN_VAIN) || !places.tryAcquire()) {
            return false;
        }
        if (waitingByAddress.merge(address, 1, Integer::sum) > OF_AN_ADDRESS) {
            free(address);
            return false;
        }
        return true;
    }

    private void leave(Awaited one, String address) {
        awaited.remove(one);
        free(address);
    }

    private void free(String address) {
        waitingByAddress.computeIfPresent(address, (whose, count) -> count == 1 ? null : count - 1);
        places.release();
    }

    private void inVain(String address) {
        vainByAddress.get(address, whose -> new AtomicInteger()).incrementAndGet();
    }
}

package dev.mainnet.user.apikey;

import dev.mainnet.contracts.ApiKeyEvent.ApiKeyRevoked;
import dev.mainnet.outbox.Outbox;
import dev.mainnet.user.account.Account;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes the keys of an account dead at the gateways, for a while or for ever, within the transaction of what makes it necessary. */
@Component
public final class SilenceKeysOfAccount {

    private final ApiKeys keys;
    private final Outbox outbox;
    private final Clock clock;

    SilenceKeysOfAccount(ApiKeys keys, Outbox outbox, Clock clock) {
        this.keys = keys;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Until {@link #restore}; the caller has locked the account. */
    public Mono<Void> silence(UUID accountId) {
        return tellRevoked(keys.working(accountId, clock.instant()).map(ApiKey::id));
    }

    /** Lets the keys work again that were silenced and are neither revoked nor expired. */
    public Mono<Void> restore(Account account) {
        return keys.working(account.id(), clock.instant())
                .map(key -> key.issued(account.username()))
                .collectList()
                .flatMap(outbox::appendAll);
    }

    /** For ever; the caller has locked the account. */
    public Mono<Void> revoke(UUID accountId) {
        return tellRevoked(keys.revokeAll(accountId, clock.instant()));
    }

    private Mono<Void> tellRevoked(Flux<UUID> ids) {
        return ids.map(ApiKeyRevoked::new).collectList().flatMap(outbox::appendAll);
    }
}

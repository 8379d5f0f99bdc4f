package dev.mainnet.user.apikey;

import dev.mainnet.contracts.ApiKeyEvent.ApiKeyRevoked;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.outbox.Outbox;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Ends a key for ever. */
@Component
final class RevokeApiKey {

    private final ApiKeys keys;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Clock clock;

    RevokeApiKey(ApiKeys keys, Outbox outbox, TransactionalOperator transaction, Clock clock) {
        this.keys = keys;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Revokes a key of that account, or answers an error {@link ErrorCode#NOT_FOUND}, for another's key as for none. */
    Mono<Void> revoke(UUID accountId, UUID keyId) {
        return keys.revoke(accountId, keyId, clock.instant())
                .flatMap(revoked -> revoked
                        ? outbox.append(new ApiKeyRevoked(keyId))
                        : Mono.error(ApiException.notFound("API key")))
                .as(transaction::transactional);
    }
}

package dev.mainnet.user.apikey;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.idempotency.OperationId;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.outbox.Outbox;
import dev.mainnet.user.account.Account;
import dev.mainnet.user.account.Accounts;
import dev.mainnet.user.apikey.IssueApiKey.Issued;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Gives a key another text while the old one still works for a while, so that programs can be changed one after the other. */
@Component
final class RotateApiKey {

    private final Accounts accounts;
    private final ApiKeys keys;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Clock clock;

    RotateApiKey(Accounts accounts, ApiKeys keys, Outbox outbox, TransactionalOperator transaction, Clock clock) {
        this.accounts = accounts;
        this.keys = keys;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * The key with its new text: id, terms and spending stay. A text from before the old one dies now.
     *
     * @param overlap how long the old text works on; zero ends it now
     * @return an error {@link ErrorCode#NOT_FOUND}, for another's key as for none, or {@link ErrorCode#CONFLICT} for an expired one
     */
    Mono<Issued> rotate(UUID accountId, UUID keyId, Duration overlap) {
        Secret text = Secret.apiKey();
        return OperationId.current()
                .flatMap(rotationId -> accounts.lock(accountId)
                        .flatMap(owner -> keys.lock(accountId, keyId)
                                .map(found -> rotated(found, rotationId, text, overlap))
                                .flatMap(rotated -> publish(rotated, rotationId, owner)))
                        .switchIfEmpty(Mono.error(() -> ApiException.notFound("API key")))
                        .map(rotated -> new Issued(rotated, text))
                        .as(transaction::transactional));
    }

    private ApiKey rotated(ApiKeys.Rotatable found, UUID rotationId, Secret text, Duration overlap) {
        Instant now = clock.instant();
        if (!found.key().isActive(now)) {
            throw new ApiException(ErrorCode.CONFLICT, "The API key has expired");
        }
        return found.rotationId().filter(rotationId::equals).isPresent()
                ? found.key().rotateAgain(text)
                : found.key().rotate(text, overlap, now);
    }

    private Mono<ApiKey> publish(ApiKey rotated, UUID rotationId, Account owner) {
        return keys.updateText(rotated, rotationId)
                .then(outbox.append(rotated.issued(owner.username())))
                .thenReturn(rotated);
    }
}

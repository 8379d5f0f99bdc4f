package dev.mainnet.user.apikey;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.idempotency.OperationId;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.outbox.Outbox;
import dev.mainnet.user.account.Account;
import dev.mainnet.user.account.Accounts;
import dev.mainnet.user.account.Suspensions;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Makes a key and tells the gateways, which know it before its owner has it in hand or a moment after. */
@Component
final class IssueApiKey {

    private final Accounts accounts;
    private final Suspensions suspensions;
    private final ApiKeys keys;
    private final Outbox outbox;
    private final ApiKeyProperties properties;
    private final TransactionalOperator transaction;
    private final Clock clock;

    IssueApiKey(
            Accounts accounts,
            Suspensions suspensions,
            ApiKeys keys,
            Outbox outbox,
            ApiKeyProperties properties,
            TransactionalOperator transaction,
            Clock clock) {
        this.accounts = accounts;
        this.suspensions = suspensions;
        this.keys = keys;
        this.outbox = outbox;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A key and its text, which nobody can be shown again. */
    record Issued(ApiKey key, Secret text) {}

    /**
     * Makes a key.
     *
     * @return an error {@link ErrorCode#CONFLICT} when the account has as many active keys as it may, or {@link ErrorCode#VALIDATION_ERROR}
     */
    Mono<Issued> issue(UUID accountId, String name, KeyTerms terms) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            terms.demandSense(now);
            Secret text = Secret.apiKey();
            return OperationId.current()
                    .map(id -> new Issued(ApiKey.issue(id, accountId, name, terms, text, now), text))
                    .flatMap(issued -> store(issued, now).as(transaction::transactional));
        });
    }

    private Mono<Issued> store(Issued issued, Instant now) {
        ApiKey key = issued.key();
        return accounts.lock(key.accountId())
                .filterWhen(owner -> suspensions.contains(owner.id()).map(suspended -> !suspended))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Account")))
                .flatMap(owner -> keys.countActive(owner.id(), key.id(), now)
                        .filter(active -> active < properties.mostPerAccount())
                        .switchIfEmpty(Mono.error(this::tooMany))
                        .flatMap(active -> publish(issued, owner)));
    }

    private Mono<Issued> publish(Issued issued, Account owner) {
        return keys.save(issued.key())
                .then(outbox.append(issued.key().issued(owner.username())))
                .thenReturn(issued);
    }

    private ApiException tooMany() {
        return new ApiException(
                ErrorCode.CONFLICT,
                "An account may have " + properties.mostPerAccount() + " active API keys; revoke one first");
    }
}

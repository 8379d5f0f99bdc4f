package dev.mainnet.user.registration;

import dev.mainnet.contracts.UserEvent.UserRegistered;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.idempotency.OperationId;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.outbox.Outbox;
import dev.mainnet.user.account.Account;
import dev.mainnet.user.account.Accounts;
import dev.mainnet.user.account.EmailAddress;
import dev.mainnet.user.password.PasswordPolicy;
import dev.mainnet.user.password.Passwords;
import dev.mainnet.user.session.Origin;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Opens an account and tells the platform, which grants it its welcome credits. */
@Component
public final class RegisterAccount {

    private final SignUpThrottle throttle;
    private final Accounts accounts;
    private final PasswordPolicy policy;
    private final Passwords passwords;
    private final WelcomeGrants welcomeGrants;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Clock clock;

    RegisterAccount(
            SignUpThrottle throttle,
            Accounts accounts,
            PasswordPolicy policy,
            Passwords passwords,
            WelcomeGrants welcomeGrants,
            Outbox outbox,
            TransactionalOperator transaction,
            Clock clock) {
        this.throttle = throttle;
        this.accounts = accounts;
        this.policy = policy;
        this.passwords = passwords;
        this.welcomeGrants = welcomeGrants;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Opens the account.
     *
     * @param origin where somebody signs up
     * @return an error {@link ErrorCode#CONFLICT} that names the fields others have taken, or {@link ErrorCode#RATE_LIMIT_EXCEEDED}
     */
    public Mono<Account> register(Applicant applicant, Origin origin) {
        return Mono.defer(() -> {
            policy.demand(applicant.password());
            return throttle.admit(origin)
                    .then(Mono.zip(OperationId.current(), passwords.hash(applicant.password())))
                    .flatMap(prepared -> open(account(prepared.getT1(), applicant), prepared.getT2()));
        });
    }

    private Account account(UUID id, Applicant applicant) {
        return Account.open(
                id, applicant.username(), applicant.email(), applicant.fullname(), applicant.bio(), clock.instant());
    }

    private Mono<Account> open(Account account, Secret passwordHash) {
        return accounts.add(account, passwordHash)
                .flatMap(added -> added ? tell(account).thenReturn(account) : madeBefore(account))
                .as(transaction::transactional);
    }

    /** An earlier attempt of the same operation may have made the account and then have been cut off. */
    private Mono<Account> madeBefore(Account account) {
        return accounts.byId(account.id())
                .switchIfEmpty(
                        accounts.takenFields(account).collectList().flatMap(fields -> Mono.error(taken(fields))));
    }

    private Mono<Void> tell(Account account) {
        return welcomeGrants
                .claim(new EmailAddress(account.email()), account.createdAt())
                .flatMap(first -> outbox.append(
                        new UserRegistered(account.id(), account.username(), account.createdAt(), first)));
    }

    private static ApiException taken(List<String> fields) {
        ApiException refusal = new ApiException(
                ErrorCode.CONFLICT, "An account with this " + String.join(" and ", fields) + " exists");
        for (String field : fields) {
            refusal = refusal.withDetail(field, "is taken");
        }
        return refusal;
    }
}

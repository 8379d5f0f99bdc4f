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
import dev.mainnet.user.confirmation.SendConfirmation;
import dev.mainnet.user.password.PasswordPolicy;
import dev.mainnet.user.password.Passwords;
import dev.mainnet.user.session.Origin;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Opens an account, asks its owner to confirm the address, and tells the platform, which grants it its welcome credits. */
@Component
public final class RegisterAccount {

    private final SignUpThrottle throttle;
    private final Accounts accounts;
    private final PasswordPolicy policy;
    private final Passwords passwords;
    private final SendConfirmation sendConfirmation;
    private final WelcomeGrants welcomeGrants;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Clock clock;

    RegisterAccount(
            SignUpThrottle throttle,
            Accounts accounts,
            PasswordPolicy policy,
            Passwords passwords,
            SendConfirmation sendConfirmation,
            WelcomeGrants welcomeGrants,
            Outbox outbox,
            TransactionalOperator transaction,
            Clock clock) {
        this.throttle = throttle;
        this.accounts = accounts;
        this.policy = policy;
        this.passwords = passwords;
        this.sendConfirmation = sendConfirmation;
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
        return register(applicant, origin, sendConfirmation::send);
    }

    /**
     * Opens the account of somebody whose address is known to be his.
     *
     * @param within what else belongs to it, done in the same transaction
     * @return the error of {@link #register}
     */
    Mono<Account> registerVerified(Applicant applicant, Origin origin, Function<Account, Mono<Void>> within) {
        return register(
                        applicant,
                        origin,
                        account -> accounts.verifyEmail(account.id()).then(within.apply(account)))
                .flatMap(account -> accounts.byId(account.id()));
    }

    private Mono<Account> register(Applicant applicant, Origin origin, Function<Account, Mono<Void>> within) {
        return Mono.defer(() -> {
            policy.demand(applicant.password());
            if (applicant.username().isReserved()) {
                throw taken(List.of("username"));
            }
            return throttle.admit(origin)
                    .then(Mono.zip(OperationId.current(), passwords.hash(applicant.password())))
                    .flatMap(prepared -> open(account(prepared.getT1(), applicant), prepared.getT2(), within));
        });
    }

    private Account account(UUID id, Applicant applicant) {
        return Account.open(
                id, applicant.username(), applicant.email(), applicant.fullname(), applicant.bio(), clock.instant());
    }

    private Mono<Account> open(Account account, Secret passwordHash, Function<Account, Mono<Void>> within) {
        return accounts.add(account, passwordHash)
                .flatMap(added -> added ? welcome(account, within) : madeBefore(account))
                .as(transaction::transactional);
    }

    private Mono<Account> welcome(Account account, Function<Account, Mono<Void>> within) {
        return tell(account).then(Mono.defer(() -> within.apply(account))).thenReturn(account);
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

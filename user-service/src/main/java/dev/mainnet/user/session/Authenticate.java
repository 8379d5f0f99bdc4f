package dev.mainnet.user.session;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.Accounts;
import dev.mainnet.user.account.Credentials;
import dev.mainnet.user.account.EmailAddress;
import dev.mainnet.user.account.Username;
import dev.mainnet.user.password.PasswordPolicy;
import dev.mainnet.user.password.Passwords;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds out whose name and password these are. Guesses are bounded, by {@link LogInThrottle}. */
@Component
public final class Authenticate {

    private final Accounts accounts;
    private final PasswordPolicy policy;
    private final Passwords passwords;
    private final LogInThrottle throttle;

    Authenticate(Accounts accounts, PasswordPolicy policy, Passwords passwords, LogInThrottle throttle) {
        this.accounts = accounts;
        this.policy = policy;
        this.passwords = passwords;
        this.throttle = throttle;
    }

    /**
     * The account, and what its password was checked against.
     *
     * @param login username or e-mail address
     * @param origin where somebody tries
     * @return an error {@link ErrorCode#UNAUTHORIZED}, after the same work and in the same words, for an unknown account and a
     *     wrong password; or {@link ErrorCode#RATE_LIMIT_EXCEEDED} after too many of them
     */
    public Mono<Credentials> authenticate(String login, Secret password, Origin origin) {
        return Mono.defer(() -> {
            policy.demandBound(password);
            return find(login).flatMap(found -> check(login, found, password, origin));
        });
    }

    /** As {@link #authenticate}, for the account that somebody is signed in to. */
    public Mono<Credentials> authenticate(UUID accountId, Secret password, Origin origin) {
        return Mono.defer(() -> {
            policy.demandBound(password);
            return accounts.credentialsOf(accountId)
                    .singleOptional()
                    .flatMap(found -> check("account " + accountId, found, password, origin));
        });
    }

    private Mono<Optional<Credentials>> find(String login) {
        Mono<Credentials> byName = Mono.justOrEmpty(Username.parse(login)).flatMap(accounts::credentialsOf);
        Mono<Credentials> byEmail = Mono.justOrEmpty(EmailAddress.parse(login)).flatMap(accounts::credentialsOf);
        return byName.switchIfEmpty(byEmail).singleOptional();
    }

    private Mono<Credentials> check(String name, Optional<Credentials> found, Secret password, Origin origin) {
        return throttle.admit(name, found, origin)
                .flatMap(counted -> passwords
                        .matches(password, found.map(Credentials::passwordHash))
                        // Refused unchecked, for want of a place in the queue: that was no guess.
                        .onErrorResume(
                                ApiException.class,
                                e -> throttle.takeBack(counted).then(Mono.error(e)))
                        .filter(matches -> matches)
                        .flatMap(matches -> throttle.takeBack(counted).then(Mono.justOrEmpty(found)))
                        .switchIfEmpty(Mono.error(() -> new ApiException(
                                ErrorCode.UNAUTHORIZED, "Wrong username, e-mail address or password"))));
    }
}

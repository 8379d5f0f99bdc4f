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
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds out whose name and password these are. */
@Component
public final class Authenticate {

    private final Accounts accounts;
    private final PasswordPolicy policy;
    private final Passwords passwords;

    Authenticate(Accounts accounts, PasswordPolicy policy, Passwords passwords) {
        this.accounts = accounts;
        this.policy = policy;
        this.passwords = passwords;
    }

    /**
     * The account, and what its password was checked against.
     *
     * @param login username or e-mail address
     * @param origin where somebody tries
     * @return an error {@link ErrorCode#UNAUTHORIZED}, after the same work and in the same words, for an unknown account and a
     *     wrong password
     */
    public Mono<Credentials> authenticate(String login, Secret password, Origin origin) {
        return Mono.defer(() -> {
            policy.demandBound(password);
            return find(login).flatMap(found -> check(found, password));
        });
    }

    private Mono<Optional<Credentials>> find(String login) {
        Mono<Credentials> byName = Mono.justOrEmpty(Username.parse(login)).flatMap(accounts::credentialsOf);
        Mono<Credentials> byEmail = Mono.justOrEmpty(EmailAddress.parse(login)).flatMap(accounts::credentialsOf);
        return byName.switchIfEmpty(byEmail).singleOptional();
    }

    private Mono<Credentials> check(Optional<Credentials> found, Secret password) {
        return passwords
                .matches(password, found.map(Credentials::passwordHash))
                .filter(matches -> matches)
                .flatMap(matches -> Mono.justOrEmpty(found))
                .switchIfEmpty(Mono.error(
                        () -> new ApiException(ErrorCode.UNAUTHORIZED, "Wrong username, e-mail address or password")));
    }
}

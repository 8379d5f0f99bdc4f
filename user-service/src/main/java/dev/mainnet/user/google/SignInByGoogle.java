package dev.mainnet.user.google;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.Account;
import dev.mainnet.user.account.Accounts;
import dev.mainnet.user.registration.RegisterNameless;
import dev.mainnet.user.session.Origin;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds the account of whoever Google speaks of, or opens one at his first time. */
@Component
public final class SignInByGoogle {

    private final VerifyGoogleToken verifyToken;
    private final GoogleAccounts googleAccounts;
    private final Accounts accounts;
    private final RegisterNameless registerNameless;
    private final Clock clock;

    SignInByGoogle(
            VerifyGoogleToken verifyToken,
            GoogleAccounts googleAccounts,
            Accounts accounts,
            RegisterNameless registerNameless,
            Clock clock) {
        this.verifyToken = verifyToken;
        this.googleAccounts = googleAccounts;
        this.accounts = accounts;
        this.registerNameless = registerNameless;
        this.clock = clock;
    }

    /**
     * The account; the token is taken once.
     *
     * @param nonce what the client gave to Google, where it did
     * @return an error {@link ErrorCode#UNAUTHORIZED} for a token that is not valid, or {@link ErrorCode#CONFLICT} when the address
     *     belongs to an account that is not linked to this person
     */
    public Mono<Account> signIn(Secret idToken, @Nullable String nonce, Origin origin) {
        return verifyToken.verifyOnce(idToken, nonce).flatMap(user -> account(user, origin));
    }

    /** As {@link #signIn}, for an API that knows no nonces and lets a call be repeated. */
    public Mono<Account> signInRepeatedly(Secret idToken, Origin origin) {
        return verifyToken.verify(idToken).flatMap(user -> account(user, origin));
    }

    private Mono<Account> account(GoogleUser user, Origin origin) {
        return known(user).switchIfEmpty(open(user, origin));
    }

    private Mono<Account> known(GoogleUser user) {
        return googleAccounts.accountOf(user.subject()).flatMap(accounts::byId);
    }

    private Mono<Account> open(GoogleUser user, Origin origin) {
        return Mono.defer(() -> registerNameless.registerVerified(
                        user.email(), ProfileName.of(user), origin, account -> link(user, account)))
                // The same person may have come twice at once.
                .onErrorResume(
                        ApiException.class,
                        refusal -> refusal.code() == ErrorCode.CONFLICT
                                ? known(user).switchIfEmpty(Mono.error(refusal))
                                : Mono.error(refusal));
    }

    private Mono<Void> link(GoogleUser user, Account account) {
        return googleAccounts
                .link(user.subject(), account.id(), clock.instant())
                .filter(linked -> linked)
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "You have an account already")))
                .flatMap(linked -> googleAccounts.markPasswordless(account.id()));
    }
}

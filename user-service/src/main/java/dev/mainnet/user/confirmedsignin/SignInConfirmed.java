package dev.mainnet.user.confirmedsignin;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.Credentials;
import dev.mainnet.user.account.EmailAddress;
import dev.mainnet.user.google.GoogleAccounts;
import dev.mainnet.user.passwordreset.SignInOnce;
import dev.mainnet.user.session.Authenticate;
import dev.mainnet.user.session.BeginSession;
import dev.mainnet.user.session.Origin;
import dev.mainnet.user.session.SessionLifetimes;
import dev.mainnet.user.session.TokenPair;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Signs in whoever has shown that the address is his, by his own or a temporary password: what document 5 (2.2.2) asks of a sign-in. */
@Component
public final class SignInConfirmed {

    private final Authenticate authenticate;
    private final SignInOnce signInOnce;
    private final GoogleAccounts googleAccounts;
    private final BeginSession beginSession;

    SignInConfirmed(
            Authenticate authenticate,
            SignInOnce signInOnce,
            GoogleAccounts googleAccounts,
            BeginSession beginSession) {
        this.authenticate = authenticate;
        this.signInOnce = signInOnce;
        this.googleAccounts = googleAccounts;
        this.beginSession = beginSession;
    }

    /**
     * Tokens.
     *
     * @return an error {@link ErrorCode#UNAUTHORIZED}; {@link ErrorCode#FORBIDDEN} until the address is confirmed; or
     *     {@link ErrorCode#CONFLICT} for an account that has no password, because Google opened it
     */
    public Mono<TokenPair> signIn(String email, Secret password, Origin origin, SessionLifetimes lifetimes) {
        return byTemporaryPassword(email, password, origin, lifetimes)
                .switchIfEmpty(Mono.defer(() -> byOwnPassword(email, password, origin, lifetimes)));
    }

    private Mono<TokenPair> byOwnPassword(String email, Secret password, Origin origin, SessionLifetimes lifetimes) {
        return authenticate
                .authenticate(email, password, origin)
                .flatMap(proof -> begin(proof, origin, lifetimes))
                .onErrorResume(
                        ApiException.class,
                        refusal -> refusal.code() == ErrorCode.UNAUTHORIZED
                                ? refuseGoogleAccount(email).switchIfEmpty(Mono.error(refusal))
                                : Mono.error(refusal));
    }

    private Mono<TokenPair> begin(Credentials proof, Origin origin, SessionLifetimes lifetimes) {
        return proof.account().emailVerified()
                ? beginSession.begin(proof, origin, lifetimes)
                : Mono.error(new ApiException(ErrorCode.FORBIDDEN, "The e-mail address is not confirmed yet"));
    }

    private Mono<TokenPair> refuseGoogleAccount(String email) {
        return Mono.justOrEmpty(EmailAddress.parse(email))
                .filterWhen(googleAccounts::isPasswordless)
                .flatMap(passwordless ->
                        Mono.error(new ApiException(ErrorCode.CONFLICT, "This account signs in with Google")));
    }

    /** Asked first, for it cannot be guessed: it counts as no guess, and works while others guess. */
    private Mono<TokenPair> byTemporaryPassword(
            String email, Secret password, Origin origin, SessionLifetimes lifetimes) {
        return signInOnce.spend(email, password).flatMap(account -> beginSession.begin(account, origin, lifetimes));
    }
}

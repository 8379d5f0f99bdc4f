package dev.mainnet.user.dialect.atlas;

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
import dev.mainnet.user.session.TokenPair;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The document's outcomes of a sign-in (2.2.2): by the own or a temporary password, and only once the address is confirmed. */
@Component
class AtlasSignIn {

    private final Authenticate authenticate;
    private final SignInOnce signInOnce;
    private final GoogleAccounts googleAccounts;
    private final BeginSession beginSession;

    AtlasSignIn(
            Authenticate authenticate,
            SignInOnce signInOnce,
            GoogleAccounts googleAccounts,
            BeginSession beginSession) {
        this.authenticate = authenticate;
        this.signInOnce = signInOnce;
        this.googleAccounts = googleAccounts;
        this.beginSession = beginSession;
    }

    /** Tokens, or an error {@link ErrorCode#UNAUTHORIZED}, {@link ErrorCode#FORBIDDEN} or {@link ErrorCode#CONFLICT}. */
    Mono<TokenPair> signIn(String email, Secret password, Origin origin) {
        return authenticate
                .authenticate(email, password, origin)
                .flatMap(proof -> begin(proof, origin))
                .onErrorResume(
                        ApiException.class,
                        refusal -> refusal.code() == ErrorCode.UNAUTHORIZED
                                ? byTemporaryPassword(email, password, origin)
                                        .switchIfEmpty(refuseGoogleAccount(email))
                                        .switchIfEmpty(Mono.error(refusal))
                                : Mono.error(refusal));
    }

    private Mono<TokenPair> begin(Credentials proof, Origin origin) {
        return proof.account().emailVerified()
                ? beginSession.begin(proof, origin, AtlasTokens.LIFETIMES)
                : Mono.error(new ApiException(ErrorCode.FORBIDDEN, "The e-mail address is not confirmed yet"));
    }

    private Mono<TokenPair> refuseGoogleAccount(String email) {
        return Mono.justOrEmpty(EmailAddress.parse(email))
                .filterWhen(googleAccounts::isPasswordless)
                .flatMap(passwordless ->
                        Mono.error(new ApiException(ErrorCode.CONFLICT, "This account signs in with Google")));
    }

    private Mono<TokenPair> byTemporaryPassword(String email, Secret password, Origin origin) {
        return signInOnce
                .spend(email, password)
                .flatMap(account -> beginSession.begin(account, origin, AtlasTokens.LIFETIMES));
    }
}

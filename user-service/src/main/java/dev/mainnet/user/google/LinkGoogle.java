package dev.mainnet.user.google;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.Account;
import dev.mainnet.user.session.Authenticate;
import dev.mainnet.user.session.Origin;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets the owner of an account sign in to it by Google from now on. Takes his password, so that a stolen token does not do it. */
@Component
final class LinkGoogle {

    private final VerifyGoogleToken verifyToken;
    private final Authenticate authenticate;
    private final GoogleAccounts googleAccounts;
    private final Clock clock;

    LinkGoogle(VerifyGoogleToken verifyToken, Authenticate authenticate, GoogleAccounts googleAccounts, Clock clock) {
        this.verifyToken = verifyToken;
        this.authenticate = authenticate;
        this.googleAccounts = googleAccounts;
        this.clock = clock;
    }

    /**
     * Links the two.
     *
     * @param nonce what the client gave to Google, where it did
     * @return an error {@link ErrorCode#UNAUTHORIZED}; {@link ErrorCode#FORBIDDEN} where it is not known whose the account is, for its
     *     address is neither confirmed nor the one that Google confirms; or {@link ErrorCode#CONFLICT} when either is linked already
     */
    Mono<Void> link(Identity me, Secret idToken, @Nullable String nonce, Secret password, Origin origin) {
        return authenticate
                .authenticate(me.username(), password, origin)
                .filter(proof -> proof.account().id().equals(me.accountId()))
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.UNAUTHORIZED, "Wrong password")))
                .flatMap(proof ->
                        verifyToken.verifyOnce(idToken, nonce).doOnNext(user -> demandOwner(proof.account(), user)))
                .flatMap(user -> googleAccounts.link(user.subject(), me.accountId(), clock.instant()))
                .filter(linked -> linked)
                .switchIfEmpty(Mono.error(() -> new ApiException(
                        ErrorCode.CONFLICT, "This account or that person at Google is linked already")))
                .then();
    }

    /** Else whoever signs up with a stranger's address would keep a door of his own for when the stranger comes. */
    private static void demandOwner(Account account, GoogleUser user) {
        if (!account.emailVerified() && !user.email().text().equalsIgnoreCase(account.email())) {
            throw new ApiException(ErrorCode.FORBIDDEN, "Confirm your e-mail address first");
        }
    }
}

package dev.mainnet.user.google;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.session.Authenticate;
import dev.mainnet.user.session.Origin;
import java.time.Clock;
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

    /** Links the two, or answers an error {@link ErrorCode#UNAUTHORIZED} or, when either is linked already, {@link ErrorCode#CONFLICT}. */
    Mono<Void> link(Identity me, Secret idToken, Secret password, Origin origin) {
        return authenticate
                .authenticate(me.username(), password, origin)
                .filter(proof -> proof.account().id().equals(me.accountId()))
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.UNAUTHORIZED, "Wrong password")))
                .then(Mono.defer(() -> verifyToken.verify(idToken, null)))
                .flatMap(user -> googleAccounts.link(user.subject(), me.accountId(), clock.instant()))
                .filter(linked -> linked)
                .switchIfEmpty(Mono.error(() -> new ApiException(
                        ErrorCode.CONFLICT, "This account or that person at Google is linked already")))
                .then();
    }
}

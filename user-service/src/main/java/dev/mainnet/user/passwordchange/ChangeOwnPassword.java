package dev.mainnet.user.passwordchange;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.session.Authenticate;
import dev.mainnet.user.session.Origin;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets whoever is signed in and knows the password choose another. A stolen session alone cannot take the account over. */
@Component
public final class ChangeOwnPassword {

    private final Authenticate authenticate;
    private final ChangePassword changePassword;

    ChangeOwnPassword(Authenticate authenticate, ChangePassword changePassword) {
        this.authenticate = authenticate;
        this.changePassword = changePassword;
    }

    /**
     * Changes the password.
     *
     * @return an error {@link ErrorCode#FORBIDDEN} for a wrong current password: the session is valid, and clients take a 401 for its
     *     end
     */
    public Mono<Void> change(UUID accountId, Secret current, Secret wanted, Origin origin) {
        return authenticate
                .authenticate(accountId, current, origin)
                .onErrorMap(
                        ChangeOwnPassword::isWrong,
                        e -> new ApiException(ErrorCode.FORBIDDEN, "The current password is wrong")
                                .withDetail("current_password", "is wrong"))
                .flatMap(proof -> changePassword.change(accountId, wanted));
    }

    private static boolean isWrong(Throwable e) {
        return e instanceof ApiException refusal && refusal.code() == ErrorCode.UNAUTHORIZED;
    }
}

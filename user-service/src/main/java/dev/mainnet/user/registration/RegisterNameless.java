package dev.mainnet.user.registration;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.Account;
import dev.mainnet.user.account.EmailAddress;
import dev.mainnet.user.account.Username;
import dev.mainnet.user.session.Origin;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Opens an account for somebody whose API knows no usernames: he gets one like his nickname or his address. */
@Component
public final class RegisterNameless {

    private static final int TRIES = 2;
    private static final int PASSWORD = 43;

    private final ChooseUsername chooseUsername;
    private final RegisterAccount registerAccount;

    RegisterNameless(ChooseUsername chooseUsername, RegisterAccount registerAccount) {
        this.chooseUsername = chooseUsername;
        this.registerAccount = registerAccount;
    }

    /**
     * Opens the account.
     *
     * @param nickname kept as the full name
     * @return an error {@link ErrorCode#CONFLICT} when the address is taken, or {@link ErrorCode#VALIDATION_ERROR}
     */
    public Mono<Account> register(EmailAddress email, Secret password, @Nullable String nickname, Origin origin) {
        String wish = nickname == null ? email.text().substring(0, email.text().indexOf('@')) : nickname;
        return named(
                wish,
                username -> registerAccount.register(new Applicant(username, email, password, nickname, null), origin));
    }

    /**
     * Opens the account of somebody whose address is known to be his, and who has no password: nobody is shown the one it gets.
     *
     * @param within what else belongs to it, done in the same transaction
     * @return the error of {@link #register}
     */
    public Mono<Account> registerVerified(
            EmailAddress email, String fullname, Origin origin, Function<Account, Mono<Void>> within) {
        return named(fullname, username -> {
            Secret nobodys = Secret.random("", PASSWORD);
            return registerAccount.registerVerified(
                    new Applicant(username, email, nobodys, fullname, null), origin, within);
        });
    }

    private Mono<Account> named(String wish, Function<Username, Mono<Account>> register) {
        return Mono.defer(() -> chooseUsername.like(wish))
                .flatMap(register)
                // Somebody may have taken the name since it was found free.
                .onErrorResume(
                        RegisterNameless::isOfTheNameAlone,
                        taken -> Mono.defer(() -> register.apply(ChooseUsername.besides(wish)))
                                .retryWhen(Retry.max(TRIES)
                                        .filter(RegisterNameless::isOfTheNameAlone)
                                        .onRetryExhaustedThrow((spec, last) -> last.failure())));
    }

    private static boolean isOfTheNameAlone(Throwable failure) {
        return failure instanceof ApiException refusal
                && refusal.code() == ErrorCode.CONFLICT
                && refusal.details().stream().allMatch(detail -> detail.field().equals("username"));
    }
}

package dev.mainnet.user.password;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.secret.Secret;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Hashes and checks passwords with argon2id, on threads of its own: a hash is meant to be slow and must delay no other request.
 * More than the queue holds is refused at once.
 */
@Component
public final class Passwords implements DisposableBean {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;

    private final Argon2PasswordEncoder argon2;
    private final Scheduler hashing;
    private final Secret hashOfNobody;

    Passwords(PasswordProperties cost) {
        this.argon2 = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, cost.memoryKib(), cost.iterations());
        this.hashing = Schedulers.fromExecutorService(
                new ThreadPoolExecutor(
                        cost.threads(), cost.threads(), 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(cost.queue())),
                "passwords");
        this.hashOfNobody = hashNow(Secret.random("", 20));
    }

    public Mono<Secret> hash(Secret password) {
        return onOwnThread(() -> hashNow(password));
    }

    /**
     * Whether the password is the one that was hashed.
     *
     * @param hash nothing where there is no account: then the same work is done, so that the time taken does not tell
     */
    public Mono<Boolean> matches(Secret password, Optional<Secret> hash) {
        return onOwnThread(() -> {
            boolean equal =
                    argon2.matches(typed(password), hash.orElse(hashOfNobody).text());
            return equal && hash.isPresent();
        });
    }

    @Override
    public void destroy() {
        hashing.dispose();
    }

    private Secret hashNow(Secret password) {
        return new Secret(Objects.requireNonNull(argon2.encode(typed(password))));
    }

    /** Keyboards write the same character in different ways (NIST SP 800-63B asks for one form). */
    private static String typed(Secret password) {
        if (password.text().codePoints().anyMatch(Passwords::isHalfACharacter)) {
            throw ApiException.invalid("password", "holds half a character");
        }
        return Normalizer.normalize(password.text(), Normalizer.Form.NFKC);
    }

    /** JSON can hold one half of a pair that makes a character; UTF-8, which is hashed, cannot. */
    private static boolean isHalfACharacter(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private <T> Mono<T> onOwnThread(Callable<T> work) {
        return Mono.fromCallable(work)
                .subscribeOn(hashing)
                .onErrorMap(
                        RejectedExecutionException.class,
                        e -> new ApiException(ErrorCode.UNAVAILABLE, "Too many people sign in at this moment")
                                .withRetryAfter(Duration.ofSeconds(1)));
    }
}

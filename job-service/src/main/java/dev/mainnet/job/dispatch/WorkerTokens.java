package dev.mainnet.job.dispatch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The secrets by which workers are known. Of a worker's token only the SHA-256 is kept; it is random, so no salt is needed. */
@Component
class WorkerTokens {

    private static final String BEARER = "Bearer ";
    private static final int RANDOM_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final byte[] enrollmentSha256;
    private final boolean enrollmentIsOpen;

    WorkerTokens(DispatchSettings settings) {
        enrollmentIsOpen = settings.enrollmentToken().startsWith("me_");
        enrollmentSha256 = sha256(settings.enrollmentToken());
    }

    /** A new token, {@code mw_} and 256 random bits. */
    String newToken() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return "mw_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether the header holds the platform's enrolment token. */
    boolean isEnrollment(@Nullable String authorization) {
        return bearer(authorization, "me_")
                .filter(token -> enrollmentIsOpen && MessageDigest.isEqual(sha256(token), enrollmentSha256))
                .isPresent();
    }

    /** Whether the header holds that worker's token. */
    boolean isOf(Worker worker, @Nullable String authorization) {
        return bearer(authorization, "mw_")
                .filter(token -> MessageDigest.isEqual(sha256(token), worker.tokenSha256()))
                .isPresent();
    }

    static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<String> bearer(@Nullable String authorization, String prefix) {
        return Optional.ofNullable(authorization)
                .filter(header -> header.startsWith(BEARER + prefix))
                .map(header -> header.substring(BEARER.length()));
    }
}

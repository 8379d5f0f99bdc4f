package dev.mainnet.defaults.idempotency;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is found when a request with an Idempotency-Key arrives. */
sealed interface Claim {

    /** Nobody works on it: it is ours, under that operation id. */
    record Ours(UUID operationId) implements Claim {}

    /** Somebody works on it. */
    record InFlight() implements Claim {}

    /** The key was used with another request. */
    record Mismatch() implements Claim {}

    /** It was answered, and the answer is kept. */
    record Answered(int status, @Nullable String contentType, byte[] body) implements Claim {}

    /** It was answered with a stream, or at least with its beginning, or with something too large to keep. */
    record NotKept() implements Claim {}
}

package dev.mainnet.billing.transaction;

import dev.mainnet.defaults.money.Credits;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A journal entry as one of its holders sees it, without what it gave or took from others.
 *
 * @param amount by how much everything the holder has grew or shrank
 * @param jobId null for those who only earned: the job is its payer's
 * @param calls how many calls a {@code usage} pays for; null for all else
 * @param postings the holder's own
 */
public record Transaction(
        UUID id,
        String kind,
        Credits amount,
        String description,
        @Nullable UUID deploymentId,
        @Nullable UUID jobId,
        @Nullable Long calls,
        List<Part> postings,
        Instant createdAt) {

    /**
     * One posting.
     *
     * @param account available, reserved or earnings
     */
    public record Part(String account, Credits amount) {}
}

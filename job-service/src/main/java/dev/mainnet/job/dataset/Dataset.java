package dev.mainnet.job.dataset;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.objectstore.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A file of examples that a user uploaded. It never changes; what is in it is known once it was read.
 *
 * @param type what the user wants to do with it: classification, regression, …
 */
public record Dataset(
        UUID id,
        UUID ownerId,
        String name,
        Optional<String> description,
        String type,
        Format format,
        StoredObject file,
        Instant uploadedAt,
        Stage stage) {

    /** What is known of the content. */
    public sealed interface Stage {

        /** The word that users see. */
        default String status() {
            return switch (this) {
                case Processing p -> "processing";
                case Ready r -> "ready";
                case Failed f -> "failed";
            };
        }
    }

    /**
     * What is in it.
     *
     * @throws ApiException 400 where it is not usable, 409 while it is still being read
     */
    public Content content() {
        return switch (stage) {
            case Ready(Content content) -> content;
            case Failed failed -> throw ApiException.invalid("dataset_id", "is not usable: " + failed.reason());
            case Processing p ->
                throw new ApiException(ErrorCode.CONFLICT, "The dataset is still being read")
                        .withRetryAfter(Duration.ofSeconds(2));
        };
    }

    /** Not read yet. */
    public record Processing() implements Stage {}

    /** Read from end to end without a mistake. */
    public record Ready(Content content) implements Stage {}

    /**
     * Not usable.
     *
     * @param reason for the user: what is wrong, and in which line
     */
    public record Failed(String reason) implements Stage {}
}

package dev.mainnet.job.webhook;

import dev.mainnet.job.webhook.Delivery.Last;
import dev.mainnet.job.webhook.Delivery.Status;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** A row of the table {@code webhook_delivery}. */
final class DeliveryRow {

    private DeliveryRow() {}

    static Delivery read(Readable row) {
        return new Delivery(
                get(row, "id", UUID.class),
                get(row, "webhook_id", UUID.class),
                get(row, "message_id", UUID.class),
                get(row, "event", String.class),
                get(row, "payload", String.class),
                Status.valueOf(get(row, "status", String.class).toUpperCase(Locale.ROOT)),
                get(row, "attempts", Integer.class),
                find(row, "next_attempt_at", Instant.class),
                new Last(
                        find(row, "response_status", Integer.class),
                        find(row, "error", String.class),
                        find(row, "duration_ms", Long.class).map(Duration::ofMillis)),
                get(row, "created_at", Instant.class),
                find(row, "ended_at", Instant.class));
    }

    private static <T> Optional<T> find(Readable row, String column, Class<T> type) {
        return Optional.ofNullable(row.get(column, type));
    }

    private static <T> T get(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}

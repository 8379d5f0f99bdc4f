package dev.mainnet.job.webhook;

import dev.mainnet.job.webhook.Webhook.Active;
import dev.mainnet.job.webhook.Webhook.Disabled;
import dev.mainnet.job.webhook.Webhook.Reason;
import dev.mainnet.job.webhook.Webhook.Standing;
import io.r2dbc.spi.Readable;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** A row of the table {@code webhook}. */
final class WebhookRow {

    private WebhookRow() {}

    static Webhook read(Readable row) {
        return new Webhook(
                get(row, "id", UUID.class),
                get(row, "owner_id", UUID.class),
                URI.create(get(row, "url", String.class)),
                Arrays.stream(get(row, "events", String[].class))
                        .flatMap(name -> WebhookEvent.named(name).stream())
                        .toList(),
                standing(row),
                get(row, "created_at", Instant.class));
    }

    static Receiver receiver(Readable row) {
        return new Receiver(
                get(row, "id", UUID.class),
                URI.create(get(row, "url", String.class)),
                get(row, "secret", byte[].class),
                Optional.ofNullable(row.get("former_secret", byte[].class)));
    }

    static String status(Standing standing) {
        return switch (standing) {
            case Active active -> "active";
            case Disabled disabled -> "disabled";
        };
    }

    static Optional<String> reason(Standing standing) {
        return standing instanceof Disabled(Reason reason)
                ? Optional.of(reason.name().toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    static Optional<Instant> failingSince(Standing standing) {
        return standing instanceof Active(Optional<Instant> since) ? since : Optional.empty();
    }

    private static Standing standing(Readable row) {
        return get(row, "status", String.class).equals("active")
                ? new Active(Optional.ofNullable(row.get("failing_since", Instant.class)))
                : new Disabled(
                        Reason.valueOf(get(row, "disabled_reason", String.class).toUpperCase(Locale.ROOT)));
    }

    private static <T> T get(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}

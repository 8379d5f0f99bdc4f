package dev.mainnet.job.lifecycle;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code job}. */
public final class JobRow {

    private JobRow() {}

    public static Job read(Readable row) {
        return new Job(
                get(row, "id", UUID.class),
                get(row, "account_id", UUID.class),
                find(row, "key_id", UUID.class).map(key -> new Job.Key(key, get(row, "key_meter_id", UUID.class))),
                new Work(
                        get(row, "kind", String.class),
                        get(row, "parameters", String.class),
                        find(row, "dataset_id", UUID.class)),
                new Price(
                        get(row, "model_fee_micro", Long.class),
                        find(row, "model_owner_id", UUID.class),
                        get(row, "compute_fee_micro", Long.class),
                        get(row, "per_second_micro", Long.class)),
                JobState.ofColumn(get(row, "state", String.class)),
                new Lease(
                        get(row, "attempt", Integer.class),
                        get(row, "fencing_token", Long.class),
                        find(row, "worker_id", UUID.class),
                        find(row, "operator_id", UUID.class)),
                get(row, "progress", Integer.class),
                find(row, "error_code", String.class)
                        .map(code -> new JobError(code, get(row, "error_message", String.class))),
                find(row, "charged_micro", Long.class),
                find(row, "compute_millis", Long.class)
                        .map(millis -> new Job.Result(
                                Duration.ofMillis(millis),
                                find(row, "model_id", UUID.class),
                                find(row, "accuracy", Double.class))),
                new Job.Times(
                        get(row, "created_at", OffsetDateTime.class).toInstant(),
                        instant(row, "started_at"),
                        instant(row, "finished_at"),
                        get(row, "deadline_at", OffsetDateTime.class).toInstant(),
                        instant(row, "stop_requested_at")));
    }

    private static Optional<Instant> instant(Readable row, String column) {
        return find(row, column, OffsetDateTime.class).map(OffsetDateTime::toInstant);
    }

    private static <T> Optional<T> find(Readable row, String column, Class<T> type) {
        @Nullable T value = row.get(column, type);
        return Optional.ofNullable(value);
    }

    private static <T> T get(Readable row, String column, Class<T> type) {
        @Nullable T value = row.get(column, type);
        return Objects.requireNonNull(value, column);
    }
}

package dev.mainnet.model.deployment;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;

/** A deployment as a row, also where another query joins it. */
public final class DeploymentRows {

    /** The columns to select of a deployment under the alias {@code d}. */
    public static final String COLUMNS = """
            d.id, d.owner_id, d.owner_username, d.slug, d.model_id AS deployed_model_id, d.visibility, d.allowed_users,
            d.price_per_request_micro, d.requests_per_minute, d.title, d.tagline, d.logo_url, d.color, d.readme,
            d.created_at, d.changed_at""";

    private DeploymentRows() {}

    public static Deployment read(Readable row) {
        return new Deployment(
                required(row, "id", UUID.class),
                required(row, "owner_id", UUID.class),
                required(row, "owner_username", String.class),
                required(row, "slug", String.class),
                terms(row),
                required(row, "created_at", Instant.class),
                required(row, "changed_at", Instant.class));
    }

    private static Terms terms(Readable row) {
        return new Terms(
                required(row, "deployed_model_id", UUID.class),
                Visibility.named(required(row, "visibility", String.class)),
                Arrays.asList(required(row, "allowed_users", String[].class)),
                required(row, "price_per_request_micro", Long.class),
                row.get("requests_per_minute", Integer.class),
                new Branding(
                        required(row, "title", String.class),
                        row.get("tagline", String.class),
                        row.get("logo_url", String.class),
                        row.get("color", String.class),
                        row.get("readme", String.class)));
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}

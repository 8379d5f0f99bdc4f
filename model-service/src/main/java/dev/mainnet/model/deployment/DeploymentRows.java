package dev.mainnet.model.deployment;

import dev.mainnet.model.signature.Kind;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** A deployment as a row, also where another query joins it. */
public final class DeploymentRows {

    /** The columns to select of a deployment under the alias {@code d}. */
    public static final String COLUMNS = """
            d.id, d.owner_id, d.owner_username, d.slug, d.kind, d.model_id AS source_model_id,
            d.provider_id AS source_provider_id, d.provider_model AS source_provider_model, d.fallback_model_id,
            d.fallback_provider_id, d.fallback_provider_model, d.visibility, d.allowed_users,
            d.price_per_request_micro, d.price_per_second_micro, d.price_per_100_input_micro,
            d.price_per_100_cached_input_micro, d.price_per_100_output_micro, d.price_minimum_micro, d.free_requests,
            d.requests_per_minute, d.tokens_per_minute, d.title, d.tagline, d.logo_url, d.color, d.readme,
            d.created_at, d.changed_at""";

    private DeploymentRows() {}

    /** Binds what a change may set to the first 24 parameters: the id, then in the order of {@link #COLUMNS}. */
    static GenericExecuteSpec bind(GenericExecuteSpec statement, Deployment deployment) {
        Terms terms = deployment.terms();
        Pricing pricing = terms.pricing();
        Branding branding = terms.branding();
        GenericExecuteSpec bound = statement
                .bind(0, deployment.id())
                .bind(7, terms.visibility().text())
                .bind(8, terms.allowedUsers().toArray(String[]::new))
                .bind(9, pricing.perRequestMicro())
                .bind(10, pricing.perSecondMicro())
                .bind(11, pricing.per100InputTokensMicro())
                .bind(13, pricing.per100OutputTokensMicro())
                .bind(14, pricing.minimumMicro())
                .bind(15, pricing.freeRequests())
                .bind(18, branding.title())
                .bind(23, deployment.changedAt());
        bound = bind(bound, 1, terms.source());
        bound = bind(bound, 4, terms.fallback());
        bound = bind(bound, 12, pricing.per100CachedInputTokensMicro(), Long.class);
        bound = bind(bound, 16, terms.rateLimit().requestsPerMinute(), Integer.class);
        bound = bind(bound, 17, terms.rateLimit().tokensPerMinute(), Integer.class);
        bound = bind(bound, 19, branding.tagline(), String.class);
        bound = bind(bound, 20, branding.logoUrl(), String.class);
        bound = bind(bound, 21, branding.color(), String.class);
        return bind(bound, 22, branding.readme(), String.class);
    }

    private static GenericExecuteSpec bind(GenericExecuteSpec statement, int index, @Nullable Source source) {
        UUID modelId = source instanceof Source.Hosted hosted ? hosted.modelId() : null;
        UUID providerId = source instanceof Source.Upstream upstream ? upstream.providerId() : null;
        String providerModel = source instanceof Source.Upstream upstream ? upstream.providerModel() : null;
        GenericExecuteSpec bound = bind(statement, index, modelId, UUID.class);
        bound = bind(bound, index + 1, providerId, UUID.class);
        return bind(bound, index + 2, providerModel, String.class);
    }

    private static <T> GenericExecuteSpec bind(
            GenericExecuteSpec statement, int index, @Nullable T value, Class<T> type) {
        return value == null ? statement.bindNull(index, type) : statement.bind(index, value);
    }

    public static Deployment read(Readable row) {
        return new Deployment(
                required(row, "id", UUID.class),
                required(row, "owner_id", UUID.class),
                required(row, "owner_username", String.class),
                required(row, "slug", String.class),
                Kind.named(required(row, "kind", String.class)),
                terms(row),
                required(row, "created_at", Instant.class),
                required(row, "changed_at", Instant.class));
    }

    private static Terms terms(Readable row) {
        return new Terms(
                source(row, "source").orElseThrow(),
                source(row, "fallback").orElse(null),
                Visibility.named(required(row, "visibility", String.class)),
                Arrays.asList(required(row, "allowed_users", String[].class)),
                pricing(row),
                new RateLimit(
                        row.get("requests_per_minute", Integer.class), row.get("tokens_per_minute", Integer.class)),
                new Branding(
                        required(row, "title", String.class),
                        row.get("tagline", String.class),
                        row.get("logo_url", String.class),
                        row.get("color", String.class),
                        row.get("readme", String.class)));
    }

    private static Optional<Source> source(Readable row, String prefix) {
        UUID modelId = row.get(prefix + "_model_id", UUID.class);
        if (modelId != null) {
            return Optional.of(new Source.Hosted(modelId));
        }
        return Optional.ofNullable(row.get(prefix + "_provider_id", UUID.class))
                .map(id -> new Source.Upstream(id, required(row, prefix + "_provider_model", String.class)));
    }

    private static Pricing pricing(Readable row) {
        return new Pricing(
                required(row, "price_per_request_micro", Long.class),
                required(row, "price_per_second_micro", Long.class),
                required(row, "price_per_100_input_micro", Long.class),
                row.get("price_per_100_cached_input_micro", Long.class),
                required(row, "price_per_100_output_micro", Long.class),
                required(row, "price_minimum_micro", Long.class),
                required(row, "free_requests", Integer.class));
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}

package dev.mainnet.model.deployment;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.money.Credits;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deployment's terms as a client writes them. In a change, what is absent stays as it is, and an object or list that is given
 * replaces the former one whole.
 */
record DeploymentForm(
        @Nullable String slug,
        @Nullable UUID modelId,
        @Nullable String provider,
        @Nullable String providerModel,
        @Nullable String visibility,
        @Nullable List<@Nullable String> allowedUsers,
        @Nullable Pricing pricing,
        @Nullable RateLimit rateLimit,
        @Nullable Look branding) {

    record Pricing(
            @Nullable Credits perRequest,
            @JsonProperty("per_100_input_tokens") @Nullable Credits per100InputTokens,
            @JsonProperty("per_100_output_tokens") @Nullable Credits per100OutputTokens,
            @Nullable Credits perSecond,
            @Nullable Integer freeRequests) {}

    record RateLimit(@Nullable Integer requestsPerMinute) {}

    record Look(
            @Nullable String title,
            @Nullable String tagline,
            @Nullable String logoUrl,
            @Nullable String color,
            @Nullable String readme) {}

    /** The terms of a new deployment: private and free of charge unless it says otherwise. */
    Terms toTerms() {
        refuseProviders();
        if (slug == null) {
            throw ApiException.invalid("slug", "is missing");
        }
        if (modelId == null) {
            throw ApiException.invalid("model_id", "is missing");
        }
        return merge(
                new Terms(modelId, Visibility.PRIVATE, List.of(), 0, null, new Branding(slug, null, null, null, null)));
    }

    /** The terms with what the form says. */
    Terms change(Terms terms) {
        refuseProviders();
        if (slug != null) {
            throw ApiException.invalid("slug", "cannot be changed: it is the deployment's address");
        }
        return merge(terms);
    }

    private Terms merge(Terms terms) {
        return new Terms(
                Objects.requireNonNullElse(modelId, terms.modelId()),
                visibility == null ? terms.visibility() : visibility(visibility),
                allowedUsers == null ? terms.allowedUsers() : allowedUsers(allowedUsers),
                pricing == null ? terms.pricePerRequestMicro() : price(pricing),
                rateLimit == null ? terms.requestsPerMinute() : rateLimit.requestsPerMinute(),
                branding == null ? terms.branding() : branding(branding));
    }

    private void refuseProviders() {
        if (provider != null || providerModel != null) {
            throw ApiException.invalid("provider", "is not offered yet: deploy one of your models by model_id");
        }
    }

    private static Visibility visibility(String text) {
        return switch (text) {
            case "public" -> Visibility.PUBLIC;
            case "private" -> Visibility.PRIVATE;
            default -> throw ApiException.invalid("visibility", "must be public or private");
        };
    }

    private static List<String> allowedUsers(List<@Nullable String> users) {
        return users.stream().map(user -> Objects.requireNonNullElse(user, "")).toList();
    }

    private static long price(Pricing pricing) {
        refuse("per_100_input_tokens", pricing.per100InputTokens());
        refuse("per_100_output_tokens", pricing.per100OutputTokens());
        refuse("per_second", pricing.perSecond());
        if (pricing.freeRequests() != null && pricing.freeRequests() != 0) {
            throw ApiException.invalid("pricing.free_requests", "is not offered yet: it must be 0 or left out");
        }
        return pricing.perRequest() == null ? 0 : pricing.perRequest().micro();
    }

    private static void refuse(String field, @Nullable Credits price) {
        if (price != null) {
            throw ApiException.invalid(
                    "pricing." + field, "is a price of text models; a prediction model is priced per_request");
        }
    }

    private static Branding branding(Look look) {
        if (look.title() == null) {
            throw ApiException.invalid("branding.title", "is missing");
        }
        return new Branding(look.title(), look.tagline(), look.logoUrl(), look.color(), look.readme());
    }
}

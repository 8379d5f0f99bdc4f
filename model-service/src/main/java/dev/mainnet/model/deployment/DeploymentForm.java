package dev.mainnet.model.deployment;

import dev.mainnet.defaults.error.ApiException;
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
        @Nullable PriceList pricing,
        @Nullable RateLimit rateLimit,
        @Nullable Look branding) {

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
        return merge(new Terms(
                new Source.Hosted(modelId),
                null,
                Visibility.PRIVATE,
                List.of(),
                Pricing.FREE,
                RateLimit.NONE,
                new Branding(slug, null, null, null, null)));
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
                modelId == null ? terms.source() : new Source.Hosted(modelId),
                terms.fallback(),
                visibility == null ? terms.visibility() : visibility(visibility),
                allowedUsers == null ? terms.allowedUsers() : allowedUsers(allowedUsers),
                pricing == null ? terms.pricing() : pricing.pricing(),
                Objects.requireNonNullElse(rateLimit, terms.rateLimit()),
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

    private static Branding branding(Look look) {
        if (look.title() == null) {
            throw ApiException.invalid("branding.title", "is missing");
        }
        return new Branding(look.title(), look.tagline(), look.logoUrl(), look.color(), look.readme());
    }
}

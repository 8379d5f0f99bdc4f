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
        @Nullable Fallback fallback,
        @Nullable String visibility,
        @Nullable List<@Nullable String> allowedUsers,
        @Nullable PriceList pricing,
        @Nullable RateLimit rateLimit,
        @Nullable Look branding) {

    /** What answers where the source cannot; an empty one is none. */
    record Fallback(
            @Nullable UUID modelId,
            @Nullable String provider,
            @Nullable String providerModel) {}

    record Look(
            @Nullable String title,
            @Nullable String tagline,
            @Nullable String logoUrl,
            @Nullable String color,
            @Nullable String readme) {}

    SourceForm source() {
        return new SourceForm("", modelId, provider, providerModel);
    }

    SourceForm fallbackSource() {
        return fallback == null
                ? new SourceForm("", null, null, null)
                : new SourceForm("fallback.", fallback.modelId(), fallback.provider(), fallback.providerModel());
    }

    /** Checks what a new deployment cannot be without; an ApiException names the field. */
    String requiredSlug() {
        if (slug == null) {
            throw ApiException.invalid("slug", "is missing");
        }
        source().check();
        return slug;
    }

    /** The terms of a new deployment: private and free of charge unless it says otherwise. */
    Terms toTerms(NamedSources named) {
        return change(
                new Terms(
                        named.required(),
                        null,
                        Visibility.PRIVATE,
                        List.of(),
                        Pricing.FREE,
                        RateLimit.NONE,
                        new Branding(requiredSlug(), null, null, null, null)),
                named);
    }

    /** Refuses what no change may say. */
    void checkChange() {
        if (slug != null) {
            throw ApiException.invalid("slug", "cannot be changed: it is the deployment's address");
        }
        if (pricing != null && pricing.namesNoPrice()) {
            throw ApiException.invalid(
                    "pricing", "names no price, and replaces the former prices; one of 0 makes the deployment free");
        }
    }

    /** The terms with what the form says. */
    Terms change(Terms terms, NamedSources named) {
        return new Terms(
                named.sourceInPlaceOf(terms.source()),
                fallback == null ? terms.fallback() : named.fallback(),
                visibility == null ? terms.visibility() : visibility(visibility),
                allowedUsers == null ? terms.allowedUsers() : allowedUsers(allowedUsers),
                pricing == null ? terms.pricing() : pricing.pricing(),
                Objects.requireNonNullElse(rateLimit, terms.rateLimit()),
                branding == null ? terms.branding() : branding(branding));
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

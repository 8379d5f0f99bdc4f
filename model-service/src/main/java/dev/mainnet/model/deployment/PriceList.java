package dev.mainnet.model.deployment;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.mainnet.defaults.money.Credits;
import dev.mainnet.model.signature.Kind;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A {@link Pricing} as owners write it and callers read it: in credits, and only the prices that there are. */
public record PriceList(
        @Nullable Credits perRequest,
        @Nullable Credits perSecond,
        @JsonProperty("per_100_input_tokens") @Nullable Credits per100InputTokens,

        @JsonProperty("per_100_cached_input_tokens") @Nullable Credits per100CachedInputTokens,

        @JsonProperty("per_100_output_tokens") @Nullable Credits per100OutputTokens,
        @Nullable Credits minimum,
        @Nullable Integer freeRequests) {

    /** The prices of a deployment; those that its kind always has are told even when they are nothing. */
    public static PriceList of(Deployment deployment) {
        Pricing pricing = deployment.terms().pricing();
        boolean text = deployment.kind() == Kind.TEXT;
        Long cached = pricing.per100CachedInputTokensMicro();
        return new PriceList(
                credits(pricing.perRequestMicro(), !text),
                credits(pricing.perSecondMicro(), false),
                credits(pricing.per100InputTokensMicro(), text),
                cached == null ? null : Credits.ofMicro(cached),
                credits(pricing.per100OutputTokensMicro(), text),
                credits(pricing.minimumMicro(), false),
                pricing.freeRequests() == 0 ? null : pricing.freeRequests());
    }

    /** Whether it says nothing of what a call costs, not even that it costs nothing. */
    boolean namesNoPrice() {
        return Stream.of(perRequest, perSecond, per100InputTokens, per100OutputTokens)
                .allMatch(Objects::isNull);
    }

    Pricing pricing() {
        return new Pricing(
                micro(perRequest),
                micro(perSecond),
                micro(per100InputTokens),
                per100CachedInputTokens == null ? null : per100CachedInputTokens.micro(),
                micro(per100OutputTokens),
                micro(minimum),
                freeRequests == null ? 0 : freeRequests);
    }

    private static @Nullable Credits credits(long micro, boolean always) {
        return always || micro != 0 ? Credits.ofMicro(micro) : null;
    }

    private static long micro(@Nullable Credits credits) {
        return credits == null ? 0 : credits.micro();
    }
}

package dev.mainnet.model.deployment;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.model.signature.Kind;
import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a call costs, in micro-credits.
 *
 * @param perSecondMicro for each second that the model works
 * @param per100CachedInputTokensMicro for input that the provider had read before; null: as any other
 * @param minimumMicro what a call costs at least
 * @param freeRequests how many first calls of each caller cost nothing
 */
public record Pricing(
        long perRequestMicro,
        long perSecondMicro,
        long per100InputTokensMicro,
        @Nullable Long per100CachedInputTokensMicro,
        long per100OutputTokensMicro,
        long minimumMicro,
        int freeRequests) {

    public static final Pricing FREE = perRequest(0);

    private static final long HIGHEST_PRICE_MICRO = 1_000_000_000_000L;
    private static final int MOST_FREE_REQUESTS = 1_000_000;
    private static final long THOUSAND = 1_000;
    /** Tokens are priced by the hundred, time by the thousand milliseconds: both are summed in thousandths. */
    private static final long THOUSANDTHS_A_TOKEN = THOUSAND / 100;

    /** A price for each call and nothing else. */
    public static Pricing perRequest(long micro) {
        return new Pricing(micro, 0, 0, null, 0, 0, 0);
    }

    /** What the quantity costs: whatever is less than a micro-credit is rounded up, once for the call. */
    public long costMicro(Quantity used) {
        long fresh = used.inputTokens() - used.cachedInputTokens();
        BigInteger thousandths = product(fresh, THOUSANDTHS_A_TOKEN, per100InputTokensMicro)
                .add(product(used.cachedInputTokens(), THOUSANDTHS_A_TOKEN, cachedMicro()))
                .add(product(used.outputTokens(), THOUSANDTHS_A_TOKEN, per100OutputTokensMicro))
                .add(product(used.computeMillis(), 1, perSecondMicro))
                .add(product(used.requests(), THOUSAND, perRequestMicro));
        long cost = thousandths
                .add(BigInteger.valueOf(THOUSAND - 1))
                .divide(BigInteger.valueOf(THOUSAND))
                .longValueExact();
        return Math.max(cost, minimumMicro);
    }

    private long cachedMicro() {
        return Objects.requireNonNullElse(per100CachedInputTokensMicro, per100InputTokensMicro);
    }

    private static BigInteger product(long amount, long thousandths, long price) {
        return BigInteger.valueOf(amount * thousandths).multiply(BigInteger.valueOf(price));
    }

    /** Whether any call may cost something. */
    public boolean isFree() {
        return perRequestMicro == 0
                && perSecondMicro == 0
                && per100InputTokensMicro == 0
                && cachedMicro() == 0
                && per100OutputTokensMicro == 0
                && minimumMicro == 0;
    }

    /** Checks each field; an ApiException names the one that is wrong. */
    void check() {
        price("per_request", perRequestMicro);
        price("per_second", perSecondMicro);
        price("per_100_input_tokens", per100InputTokensMicro);
        price("per_100_cached_input_tokens", cachedMicro());
        price("per_100_output_tokens", per100OutputTokensMicro);
        price("minimum", minimumMicro);
        if (freeRequests < 0 || freeRequests > MOST_FREE_REQUESTS) {
            throw ApiException.invalid("pricing.free_requests", "must be between 0 and " + MOST_FREE_REQUESTS);
        }
    }

    /** Checks that a deployment of that kind can be priced so. */
    void check(Kind kind) {
        switch (kind) {
            case PREDICTION -> {
                String text = "is a price of text models; a prediction model is priced per_request or per_second";
                none("per_100_input_tokens", per100InputTokensMicro, text);
                none("per_100_cached_input_tokens", cachedMicro(), text);
                none("per_100_output_tokens", per100OutputTokensMicro, text);
            }
            case TEXT ->
                none("per_second", perSecondMicro, "is a price of prediction models; a text model is priced by tokens");
        }
    }

    private static void price(String field, long micro) {
        if (micro < 0 || micro > HIGHEST_PRICE_MICRO) {
            throw ApiException.invalid("pricing." + field, "must be between 0 and 1000000 credits");
        }
    }

    private static void none(String field, long micro, String text) {
        if (micro != 0) {
            throw ApiException.invalid("pricing." + field, text);
        }
    }
}

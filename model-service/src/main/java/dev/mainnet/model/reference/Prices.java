package dev.mainnet.model.reference;

import dev.mainnet.defaults.money.Credits;
import dev.mainnet.model.deployment.Deployment;
import dev.mainnet.model.deployment.PriceList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A deployment's prices as a sentence. */
final class Prices {

    private Prices() {}

    static String inWords(Deployment deployment) {
        PriceList prices = PriceList.of(deployment);
        String sentence = Stream.of(
                        price(prices.perRequest(), "per request"),
                        price(prices.perSecond(), "per second of computing"),
                        price(prices.per100InputTokens(), "per 100 input tokens"),
                        price(prices.per100CachedInputTokens(), "per 100 of them that the model had read before"),
                        price(prices.per100OutputTokens(), "per 100 output tokens"),
                        price(prices.minimum(), "per request at least"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        Integer free = prices.freeRequests();
        return sentence + (free == null ? "." : "; the first " + free + " requests of each caller are free.");
    }

    private static String price(@Nullable Credits credits, String of) {
        return credits == null ? "" : credits + " credits " + of;
    }
}

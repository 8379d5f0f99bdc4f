package dev.mainnet.billing.price;

import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is offered for sale.
 *
 * @param packs whole credits, each an amount that is suggested; any other can be bought as well
 */
@ConfigurationProperties("mainnet.prices")
record PriceSettings(@DefaultValue({"500", "2000", "10000"}) List<Integer> packs) {

    private static final int MOST_PACKS = 20;
    private static final int MOST_CREDITS = 10_000_000;

    PriceSettings {
        packs = List.copyOf(packs);
        if (packs.size() > MOST_PACKS || Set.copyOf(packs).size() < packs.size()) {
            throw new IllegalArgumentException("Credit packs must differ, and be at most " + MOST_PACKS + ": " + packs);
        }
        if (packs.stream().anyMatch(credits -> credits < 1 || credits > MOST_CREDITS)) {
            throw new IllegalArgumentException("A credit pack has 1 to " + MOST_CREDITS + " credits: " + packs);
        }
    }
}

package dev.mainnet.billing.price;

import dev.mainnet.billing.fee.PlatformFee;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The price list over HTTP, for everybody. It is settings only, the same for as long as the process runs. */
@RestController
class PriceController {

    /** Fixed by the definition of a credit. */
    private static final int CREDIT_PRICE_CENTS = 1;

    private final PriceList prices;

    PriceController(PriceSettings settings, PlatformFee fee) {
        this.prices = new PriceList(
                "usd",
                CREDIT_PRICE_CENTS,
                settings.packs().stream().map(Pack::of).toList(),
                fee.platformPercent());
    }

    @GetMapping("/api/v1/billing/prices")
    ResponseEntity<PriceList> prices() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)).cachePublic())
                .body(prices);
    }

    /**
     * What credits cost, and what the platform keeps.
     *
     * @param creditPriceCents of one credit, in hundredths of the currency
     * @param platformFeePercent of what a model's use costs
     */
    record PriceList(String currency, int creditPriceCents, List<Pack> packs, int platformFeePercent) {}

    /**
     * An amount to buy; it costs what its credits cost.
     *
     * @param priceCents in hundredths of the currency
     */
    record Pack(String id, int credits, int priceCents, String title) {

        static Pack of(int credits) {
            return new Pack(
                    "credits-" + credits,
                    credits,
                    credits * CREDIT_PRICE_CENTS,
                    String.format(Locale.ENGLISH, "%,d credits", credits));
        }
    }
}

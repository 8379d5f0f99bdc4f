package dev.mainnet.model.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.model.signature.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricingTest {

    private static final long CREDIT = 1_000_000;

    @ParameterizedTest(name = "{0} in and {1} out at {2} and {3} credits per hundred: {4} micro-credits")
    @CsvSource({
        // The documents' own examples: 100 tokens = 20 credits, 100 tokens = 1 credit.
        "60, 40, 20, 20, 20000000",
        "100, 0, 1, 1, 1000000",
        "1, 0, 1, 1, 10000",
        "7, 13, 0.5, 2, 295000",
        "0, 0, 20, 20, 0",
    })
    void tokensCostTheirShareOfTheHundred(long in, long out, double inCredits, double outCredits, long micro) {
        Pricing pricing = new Pricing(0, 0, (long) (inCredits * CREDIT), null, (long) (outCredits * CREDIT), 0, 0);
        assertThat(pricing.costMicro(new Quantity(1, in, 0, out, 0))).isEqualTo(micro);
    }

    @Test
    void aPartOfAMicroCreditIsRoundedUpOnceForTheCall() {
        Pricing pricing = new Pricing(0, 1, 1, null, 1, 0, 0);
        assertThat(pricing.costMicro(new Quantity(1, 1, 0, 1, 1))).isEqualTo(1);
        assertThat(pricing.costMicro(new Quantity(1, 50, 0, 49, 10))).isEqualTo(1);
        assertThat(pricing.costMicro(new Quantity(1, 50, 0, 49, 11))).isEqualTo(2);
    }

    @Test
    void requestsAndSecondsAddUp() {
        Pricing pricing = new Pricing(2 * CREDIT, 3 * CREDIT, 0, null, 0, 0, 0);
        assertThat(pricing.costMicro(new Quantity(1, 0, 0, 0, 1_500))).isEqualTo(6_500_000);
    }

    @Test
    void inputReadBeforeHasAPriceOfItsOwnWhereTheOwnerSetsOne() {
        Quantity used = new Quantity(1, 100, 80, 0, 0);
        assertThat(new Pricing(0, 0, 10 * CREDIT, CREDIT, 0, 0, 0).costMicro(used))
                .isEqualTo(2_800_000);
        assertThat(new Pricing(0, 0, 10 * CREDIT, null, 0, 0, 0).costMicro(used))
                .isEqualTo(10_000_000);
    }

    @Test
    void aCallCostsAtLeastTheMinimum() {
        Pricing pricing = new Pricing(0, 0, CREDIT, null, CREDIT, 5_000, 0);
        assertThat(pricing.costMicro(new Quantity(1, 0, 0, 0, 0))).isEqualTo(5_000);
        assertThat(pricing.costMicro(new Quantity(1, 0, 0, 1, 0))).isEqualTo(10_000);
    }

    @Test
    void theHighestPricesOfTheLongestCallDoNotOverflow() {
        long highest = 1_000_000 * CREDIT;
        Pricing pricing = new Pricing(highest, highest, highest, highest, highest, highest, 0);
        pricing.check();
        assertThat(pricing.costMicro(new Quantity(1, 2_000_000, 1_000_000, 2_000_000, 3_600_000)))
                .isEqualTo(highest + 3_600 * highest + 40_000 * highest);
    }

    @Test
    void eachKindHasItsOwnPrices() {
        assertThatThrownBy(() -> new Pricing(0, 0, 0, null, 1, 0, 0).check(Kind.PREDICTION))
                .isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> new Pricing(0, 1, 0, null, 0, 0, 0).check(Kind.TEXT))
                .isInstanceOf(ApiException.class);
        new Pricing(1, 1, 0, null, 0, 1, 5).check(Kind.PREDICTION);
        new Pricing(1, 0, 1, 1L, 1, 1, 5).check(Kind.TEXT);
    }
}

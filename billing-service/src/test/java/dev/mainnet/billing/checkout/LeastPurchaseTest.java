package dev.mainnet.billing.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.billing.stripe.PaymentSettings;
import dev.mainnet.billing.stripe.StripeSettings;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.secret.Secret;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LeastPurchaseTest {

    @Test
    void isWhatStripeTakesOnlyWhereStripeItselfIsAsked() {
        assertThat(least(null, "sk_live_1", "")).isEqualTo(50);
        assertThat(least(null, "sk_live_1", "https://api.stripe.com/")).isEqualTo(50);
        assertThat(least(null, "sk_test_1", "http://localhost:12111")).isEqualTo(1);
        assertThat(least(null, "", "")).isEqualTo(1);
        assertThat(least(200L, "sk_live_1", "")).isEqualTo(200);
        assertThat(least(200L, "", "")).isEqualTo(200);
        assertThatThrownBy(() -> least(0L, "", "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isRefusedBelowAndSoldFromThere() {
        assertThat(open(50).amountCents()).isEqualTo(50);
        assertThatThrownBy(() -> open(49))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.VALIDATION_ERROR));
    }

    private static Checkout open(long credits) {
        return Checkout.open(UUID.randomUUID(), UUID.randomUUID(), credits, 50);
    }

    private static long least(Long set, String key, String apiBase) {
        Duration second = Duration.ofSeconds(1);
        var stripe = new StripeSettings(new Secret(key), new Secret(""), apiBase, second, second, 0, second);
        return new PaymentSettings("http://localhost", true, set).leastCredits(stripe);
    }
}

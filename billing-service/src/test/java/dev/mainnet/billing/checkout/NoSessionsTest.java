package dev.mainnet.billing.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.billing.stripe.PaymentSettings;
import dev.mainnet.billing.stripe.StripeSettings;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.secret.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class NoSessionsTest {

    @Test
    void sellsNothingWithoutAKeyUnlessPaymentsArePlayed() {
        assertThat(sessions("", false)).isInstanceOf(NoSessions.class);
        assertThat(sessions(" ", true)).isInstanceOf(LocalSessions.class);
        assertThat(sessions("sk_live_1", true)).isInstanceOf(StripeSessions.class);
        StepVerifier.create(sessions("", false).ready())
                .expectErrorSatisfies(e -> assertThat(((ApiException) e).code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .verify();
    }

    private static CheckoutSessions sessions(String key, boolean local) {
        var stripe = new StripeSettings(
                new Secret(key),
                new Secret(""),
                "",
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                0,
                Duration.ofSeconds(1));
        return new CheckoutConfiguration()
                .checkoutSessions(stripe, new PaymentSettings("http://localhost", local, null), Schedulers.immediate());
    }
}

package dev.mainnet.billing.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import dev.mainnet.defaults.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretsTest {

    private static final String BODY = "{\"id\": \"evt_1\"}";

    @Test
    void knowsWhatASecretSigned() throws Exception {
        assertThat(secrets("whsec_1").signed(BODY, signature("whsec_1", Duration.ZERO)))
                .isTrue();
        assertThat(secrets("whsec_1").signed(BODY, signature("whsec_1", Duration.ofSeconds(200))))
                .isTrue();
        assertThat(secrets(" whsec_old , whsec_1 ,").signed(BODY, signature("whsec_1", Duration.ZERO)))
                .isTrue();
        assertThat(secrets("whsec_1,whsec_new").signed(BODY, signature("whsec_1", Duration.ZERO)))
                .isTrue();
    }

    @Test
    void refusesWhatIsForgedOrStale() throws Exception {
        assertThat(secrets("whsec_1").signed(BODY, signature("whsec_2", Duration.ZERO)))
                .isFalse();
        assertThat(secrets("whsec_1").signed(BODY + " ", signature("whsec_1", Duration.ZERO)))
                .isFalse();
        assertThat(secrets("whsec_1").signed(BODY, signature("whsec_1", Duration.ofSeconds(310))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", " , ,"})
    void refusesEverythingWithoutASecret(String none) throws Exception {
        assertThat(secrets(none).signed(BODY, signature("whsec_1", Duration.ZERO)))
                .isFalse();
        assertThat(secrets(none).signed(BODY, "t=1,v1=")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "t", "t=", "t=x,v1=y", "t=99999999999999999999,v1=y", "v1=abc", "=,=", "t=1", ",,,"})
    void refusesAHeaderThatIsNone(String header) {
        assertThat(secrets("whsec_1").signed(BODY, header)).isFalse();
    }

    @Test
    void takesOnlyItsOwnEventsWhereNoSecretIsSetForLocalPayments() throws Exception {
        WebhookSecrets one = WebhookSecrets.forLocalEvents(settings(""));
        WebhookSecrets other = WebhookSecrets.forLocalEvents(settings(""));

        assertThat(one.signed(BODY, one.sign(BODY))).isTrue();
        assertThat(other.signed(BODY, one.sign(BODY))).isFalse();
    }

    private static WebhookSecrets secrets(String text) {
        return WebhookSecrets.of(settings(text));
    }

    private static StripeSettings settings(String secrets) {
        return new StripeSettings(
                new Secret(""),
                new Secret(secrets),
                "",
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                0,
                Duration.ofSeconds(1));
    }

    private static String signature(String secret, Duration ago) throws Exception {
        return Webhook.Signature.generateSignatureHeader(
                BODY, secret, Instant.now().minus(ago).getEpochSecond());
    }
}

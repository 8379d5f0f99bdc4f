package dev.mainnet.job.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SigningSecretTest {

    @Test
    void signsTheMessageThatStandardWebhooksPublishes() {
        SigningSecret secret =
                SigningSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow();

        assertThat(secret.sign(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1614265330), "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void takesTwentyFourToSixtyFourBytesWithOrWithoutThePrefix() {
        assertThat(SigningSecret.parse("whsec_" + base64(24))).isPresent();
        assertThat(SigningSecret.parse(base64(64)))
                .get()
                .extracting(SigningSecret::text)
                .isEqualTo("whsec_" + base64(64));
        assertThat(SigningSecret.parse("whsec_" + base64(23))).isEmpty();
        assertThat(SigningSecret.parse("whsec_" + base64(65))).isEmpty();
        assertThat(SigningSecret.parse("my secret, which is no Base64")).isEmpty();
        assertThat(SigningSecret.parse("")).isEmpty();
    }

    @Test
    void isRandomAndPrintsNothing() {
        SigningSecret one = SigningSecret.generate();

        assertThat(one.text()).isNotEqualTo(SigningSecret.generate().text());
        assertThat(SigningSecret.parse(one.text())).contains(one);
        assertThat(one.toString()).isEqualTo("[secret]");
    }

    private static String base64(int bytes) {
        return Base64.getEncoder().encodeToString(new byte[bytes]);
    }
}

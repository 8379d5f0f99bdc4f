package dev.mainnet.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import dev.mainnet.gateway.Tokens;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessTokenKeysTest {

    private final AccessTokenKeys keys = new AccessTokenKeys();

    @Test
    void followsARotation() {
        ECKey old = Tokens.key(Curve.P_256, "old");
        ECKey next = Tokens.key(Curve.P_256, "next");
        keys.replace(set(old));
        keys.replace(set(old, next));
        assertThat(keys.named("old")).isPresent();
        assertThat(keys.named("next")).isPresent();

        keys.replace(set(next));
        assertThat(keys.named("old")).isEmpty();
    }

    @Test
    void keepsWhatItKnowsWhenTheNewSetIsOfNoUse() {
        keys.replace(set(Tokens.key(Curve.P_256, "one")));

        for (String useless : List.of("", "{}", "{\"keys\":[]}", "<html>", set(Tokens.key(Curve.P_384, "two")))) {
            assertThatIllegalArgumentException().isThrownBy(() -> keys.replace(useless));
        }
        assertThat(keys.named("one")).isPresent();
    }

    private static String set(ECKey... keys) {
        return new JWKSet(List.of(keys)).toString();
    }
}

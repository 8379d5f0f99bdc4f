package dev.mainnet.defaults.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {

    private final UUID id = UUID.randomUUID();
    private final Seal seal = new Seal(Base64.getEncoder().encodeToString(new byte[32]));

    @Test
    void opensWhatItSealed() {
        assertThat(seal.open(id, seal.seal(id, "a private key"))).isEqualTo("a private key");
    }

    @Test
    void sealsDifferentlyEachTimeAndShowsNothing() {
        byte[] sealed = seal.seal(id, "a private key");

        assertThat(sealed).isNotEqualTo(seal.seal(id, "a private key"));
        assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("private");
    }

    @Test
    void opensNoRowAsAnother() {
        byte[] sealed = seal.seal(id, "a private key");

        assertThatThrownBy(() -> seal.open(UUID.randomUUID(), sealed)).hasMessageContaining("MAINNET_ENCRYPTION_KEY");
    }

    @Test
    void opensNothingThatWasChanged() {
        byte[] sealed = seal.seal(id, "a private key");
        sealed[sealed.length - 1] ^= 1;

        assertThatThrownBy(() -> seal.open(id, sealed)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "MDEy", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZQ==", "not base64 at all!"})
    void wants32BytesAndDoesNotRepeatWhatItWasGiven(String key) {
        assertThatThrownBy(() -> new Seal(key))
                .hasMessage("MAINNET_ENCRYPTION_KEY must be 32 bytes in base64")
                .hasNoCause();
    }
}

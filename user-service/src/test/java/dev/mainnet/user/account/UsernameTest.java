package dev.mainnet.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsernameTest {

    @ParameterizedTest
    @ValueSource(strings = {"ada", "Ada-Lovelace_1815", "---", "12345678901234567890123456789012"})
    void takesThreeToThirtyTwoLettersDigitsAndDashes(String text) {
        assertThat(Username.parse(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "123456789012345678901234567890123",
                "ada lovelace",
                "ada@b",
                "ada\n",
                "аda",
                "ａda",
                "ad\u0000a",
                "ada.",
                "ılke"
            })
    void refusesEverythingElseAndWhatLooksAlike(String text) {
        assertThat(Username.parse(text)).isEmpty();
    }
}

package dev.mainnet.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"ada@example.com", "a.b+tag@mail.example.co.uk", "o'brien@xn--bcher-kva.example", "A@B.CO"})
    void takesWhatMailCanBeSentTo(String text) {
        assertThat(EmailAddress.parse(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@example.com",
                "ada@",
                "ada@localhost",
                "ada@example..com",
                "ada@-example.com",
                "ada@example.com\n",
                ".ada@example.com",
                "ada.@example.com",
                "a b@example.com",
                "ada@example.com, eve@example.com",
                "adа@example.com",
                "ada@example.com\r\nBcc: eve@example.com"
            })
    void refusesWhatItCannot(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
    }

    @Test
    void refusesMoreThan254Characters() {
        String domain = "b".repeat(60) + "." + "c".repeat(60) + "." + "d".repeat(60) + ".com";
        assertThat(EmailAddress.parse("a".repeat(64) + "@" + domain)).isPresent();
        assertThat(EmailAddress.parse("a".repeat(65) + "@" + domain)).isEmpty();
        assertThat(EmailAddress.parse("a".repeat(64) + "@" + "e.ee" + domain)).isEmpty();
    }

    @Test
    void judgesAHugeTextAtOnce() {
        Assertions.assertTimeout(
                Duration.ofSeconds(20),
                () -> assertThat(EmailAddress.parse("a@" + "a.".repeat(500_000) + "com"))
                        .isEmpty());
    }
}

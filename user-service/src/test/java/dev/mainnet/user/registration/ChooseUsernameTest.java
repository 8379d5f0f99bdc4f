package dev.mainnet.user.registration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChooseUsernameTest {

    @ParameterizedTest
    @CsvSource({
        "Ada L., Ada-L",
        "ada.lovelace, ada-lovelace",
        "Zoë Müller, Zoe-Muller",
        "ﬁnn, finn",
        "김연아, user",
        "x, user-x",
        "--__--, user-__",
        "' a  b ', a-b",
        "0123456789012345678901234567890123456789, 012345678901234567890123"
    })
    void keepsWhatAUsernameCanHoldOfAName(String name, String username) {
        assertThat(ChooseUsername.plain(name).text()).isEqualTo(username);
    }
}

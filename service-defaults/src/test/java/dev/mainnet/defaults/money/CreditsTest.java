package dev.mainnet.defaults.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreditsTest {

    @ParameterizedTest
    @CsvSource({
        "2,2000000",
        "1.6,1600000",
        "0.000001,1",
        "-0.5,-500000",
        "1e3,1000000000",
        "2.5000000000,2500000",
        "0,0"
    })
    void readsADecimalAmount(String text, long micro) {
        assertThat(Credits.of(text).micro()).isEqualTo(micro);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0000001", "1e12", "1e999999999", "-1e999999999", "1e-999999999"})
    void refusesWhatNoAmountCanBe(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Credits.of(new BigDecimal(text)));
    }

    @ParameterizedTest
    @CsvSource({"2000000,2", "1600000,1.6", "1,0.000001", "-500000,-0.5", "0,0", "100000000,100"})
    void writesNoMoreDigitsThanItNeeds(long micro, String text) {
        assertThat(Credits.ofMicro(micro)).hasToString(text);
    }

    @Test
    void writesTheLargestBalance() {
        assertThat(Credits.ofMicro(Long.MAX_VALUE)).hasToString("9223372036854.775807");
    }
}

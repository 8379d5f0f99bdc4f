package dev.mainnet.defaults.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void printsNothingOfItself() {
        assertThat(new Secret("hunter2")).hasToString("[secret]");
    }

    @Test
    void isAnotherEachTime() {
        assertThat(IntStream.range(0, 1_000)
                        .mapToObj(i -> Secret.random("mk_", 32).text()))
                .doesNotHaveDuplicates()
                .allMatch(text -> text.matches("mk_[0-9A-Za-z]{32}"));
    }
}

package dev.mainnet.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskedModelTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"model\": \"a/b\", \"messages\": []}                             | a/b",
                "{\"messages\": [{\"model\": \"c/d\"}], \"n\": 1, \"model\": \"a/b\"} | a/b",
                "{\"model\": \"a\\u002fb\"}                                         | a/b",
                "{\"model\": \"a/b\", broken                                        | a/b",
            })
    void isTheMemberOfTheOutermostObject(String body, String model) {
        assertThat(in(body)).contains(model);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "\"model\"", "{\"model\": 5}", "{\"model\": null}", "{\"x\": 1}", "{\"x"})
    void isNothingWhereThereIsNone(String body) {
        assertThat(in(body)).isEmpty();
    }

    @Test
    void isNoLongerThanAnyNameIs() {
        assertThat(in("{\"model\": \"" + "a".repeat(257) + "\"}")).isEmpty();
        assertThat(in("[".repeat(100_000))).isEmpty();
    }

    private static Optional<String> in(String body) {
        return AskedModel.in(body.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.mainnet.training.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytePairEncodingTest {
    private static final String TEXT = "the cat sat on the mat, the cat that sat on the other mat";

    @Test
    void learnsTheMostFrequentNeighboursFirst() {
        BytePairEncoding encoding = BytePairTraining.learn(List.of(TEXT), 262);
        assertThat(encoding.spelledMerges()).startsWith("a t", "t h", "th e");
        assertThat(encoding.size()).isEqualTo(262);
    }

    @Test
    void stopsWhereNothingRepeats() {
        assertThat(BytePairTraining.learn(List.of("abc"), 1000).size()).isEqualTo(257);
    }

    @Test
    void theSameTextGivesTheSameTokens() {
        assertThat(BytePairTraining.learn(List.of(TEXT), 280).spelledTokens())
                .isEqualTo(BytePairTraining.learn(List.of(TEXT), 280).spelledTokens());
    }

    @ParameterizedTest
    @ValueSource(strings = {TEXT, "", " ", "\n\n  two\t lines\r\n", "Grüße, 世界 🌍 don't 1234", "\u0000\uFFFD"})
    void givesEveryTextBack(String text) {
        BytePairEncoding encoding = BytePairTraining.learn(List.of(TEXT), 270);
        assertThat(encoding.decode(encoding.encode(text))).isEqualTo(text);
    }

    @Test
    void needsFewerTokensForWhatItLearned() {
        BytePairEncoding encoding = BytePairTraining.learn(List.of(TEXT), 300);
        assertThat(encoding.encode(TEXT).length).isLessThan(TEXT.length() / 2);
        assertThat(encoding.encode("the").length).isEqualTo(1);
    }

    @Test
    void showsACharacterThatWasCutInTwo() {
        BytePairEncoding encoding = BytePairTraining.learn(List.of(TEXT), 270);
        assertThat(encoding.decode(0xC3)).isEqualTo("\uFFFD");
        assertThat(encoding.decode(encoding.end())).isEmpty();
    }
}

package dev.mainnet.model.foundation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.defaults.secret.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BedrockTest {

    private static final String LLAMA = "meta.llama3-70b-instruct-v1:0";

    @Test
    void itsModelsHaveAPriceAndAnAddress() {
        Bedrock bedrock = new Bedrock(
                List.of("ap-south-1"),
                "key",
                new Secret("secret"),
                null,
                null,
                List.of(LLAMA + "=3/20", "amazon.titan-text-v1 = 0.5"));

        assertThat(bedrock.isConfigured()).isTrue();
        assertThat(bedrock.offers()).extracting(Bedrock.Offer::name).containsExactly(LLAMA, "amazon.titan-text-v1");
        assertThat(bedrock.offers())
                .extracting(offer -> offer.per100InputTokens().micro())
                .containsExactly(3_000_000L, 500_000L);
        assertThat(bedrock.offers())
                .extracting(offer -> offer.per100OutputTokens().micro())
                .containsExactly(20_000_000L, 500_000L);
        assertThat(bedrock.offers().getFirst().slug()).isEqualTo("meta-llama3-70b-instruct-v1-0");
    }

    @Test
    void withoutARegionOrAKeyItIsNotConfigured() {
        List<String> models = List.of(LLAMA + "=20");
        assertThat(new Bedrock(List.of(), "key", new Secret("secret"), null, null, models).isConfigured())
                .isFalse();
        assertThat(new Bedrock(List.of("eu-west-1"), "", new Secret("secret"), null, null, models).isConfigured())
                .isFalse();
        assertThat(new Bedrock(List.of("eu-west-1"), "key", new Secret(""), null, null, models).isConfigured())
                .isFalse();
        assertThat(new Bedrock(List.of("eu-west-1"), "key", null, null, null, models).isConfigured())
                .isFalse();
        assertThat(new Bedrock(List.of("eu-west-1"), "key", new Secret("secret"), null, null, List.of()).isConfigured())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"meta.llama", "scribe=1", "meta.llama=much", "=1"})
    void aModelThatIsListedWronglyKeepsTheServiceFromStarting(String model) {
        assertThatThrownBy(() -> new Bedrock(List.of(), null, null, null, null, List.of(model)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {LLAMA, "anthropic.claude-3-haiku-20240307-v1:0", "us.anthropic.claude-3-haiku-20240307-v1:0"})
    void knowsBedrocksNames(String name) {
        assertThat(Bedrock.isName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"scribe", "gpt-4o", "scribe.", "a b.c"})
    void knowsOthersNames(String name) {
        assertThat(Bedrock.isName(name)).isFalse();
    }
}

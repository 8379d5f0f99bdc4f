package dev.mainnet.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformAccountTest {

    @ParameterizedTest
    @CsvSource({
        "scribe, scribe",
        "scribe-mini, scribe-mini",
        "meta.llama3-70b-instruct-v1:0, meta-llama3-70b-instruct-v1-0",
        "us.anthropic.Claude_3, us-anthropic-claude-3"
    })
    void aModelsSlugIsItsNameAsAnAddressCanHoldIt(String model, String slug) {
        assertThat(PlatformAccount.slug(model)).isEqualTo(slug);
        assertThat(PlatformAccount.slug("a.".repeat(100))).hasSize(64);
    }
}

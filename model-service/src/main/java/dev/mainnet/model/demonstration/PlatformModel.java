package dev.mainnet.model.demonstration;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.mainnet.defaults.money.Credits;
import dev.mainnet.model.deployment.Branding;
import dev.mainnet.model.deployment.Pricing;
import dev.mainnet.model.deployment.RateLimit;
import dev.mainnet.model.deployment.Source;
import dev.mainnet.model.deployment.Terms;
import dev.mainnet.model.deployment.Visibility;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the directory's {@code models.json}.
 *
 * @param file its name in the directory
 * @param per100Tokens credits, of input and output alike
 */
record PlatformModel(
        String slug,
        String file,
        String title,
        @Nullable String tagline,
        @Nullable String readme,
        @JsonProperty("per_100_tokens") Credits per100Tokens) {

    /** Everybody may call it, at the same price. */
    Terms terms(UUID modelId) {
        long price = per100Tokens.micro();
        return new Terms(
                new Source.Hosted(modelId),
                null,
                Visibility.PUBLIC,
                List.of(),
                new Pricing(0, 0, price, null, price, 0, 0),
                RateLimit.NONE,
                new Branding(title, tagline, null, null, readme));
    }
}

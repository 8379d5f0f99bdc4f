package dev.mainnet.model.foundation;

import dev.mainnet.contracts.PlatformAccount;
import dev.mainnet.defaults.money.Credits;
import dev.mainnet.defaults.secret.Secret;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The platform's own access to AWS Bedrock.
 *
 * @param regions where its models run; the first is the one that is called
 * @param sessionToken of temporary credentials
 * @param endpoint where Bedrock is reached, instead of the region's own address: an endpoint in one's own network, or a gateway before it
 * @param models each with its price, as {@code name=credits per 100 tokens}, or {@code name=of input/of output}
 */
@Validated
@ConfigurationProperties("mainnet.bedrock")
public record Bedrock(
        @DefaultValue @NotNull List<String> regions,
        @Nullable String accessKey,
        @Nullable Secret secretKey,
        @Nullable Secret sessionToken,
        @Nullable String endpoint,
        @DefaultValue @NotNull List<String> models) {

    /** As Bedrock names models: who made it, a dot, and the rest; before that perhaps a region's prefix. */
    private static final Pattern NAME = Pattern.compile("([a-z]{2,6}\\.)?[a-z0-9]+\\.[A-Za-z0-9._:-]+");

    /** Whether anything can be called at all. */
    public boolean isConfigured() {
        return !regions.isEmpty()
                && accessKey != null
                && !accessKey.isBlank()
                && secretKey != null
                && !secretKey.text().isBlank()
                && !models.isEmpty();
    }

    public Bedrock {
        models.forEach(Offer::parse);
        sessionToken = sessionToken == null || sessionToken.text().isBlank() ? null : sessionToken;
        endpoint = endpoint == null || endpoint.isBlank() ? null : endpoint.strip();
    }

    /** By whose right and where it is called: with another of these it is another provider. */
    String identity() {
        return Stream.of(
                        regions.getFirst(),
                        accessKey,
                        secretKey == null ? null : secretKey.text(),
                        sessionToken == null ? null : sessionToken.text(),
                        endpoint)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
    }

    /**
     * A model and its price.
     *
     * @param name as Bedrock has it
     * @param per100InputTokens credits
     * @param per100OutputTokens credits
     */
    public record Offer(String name, Credits per100InputTokens, Credits per100OutputTokens) {

        static Offer parse(String text) {
            int equals = text.lastIndexOf('=');
            if (equals < 0 || !isName(text.substring(0, equals).strip())) {
                throw new IllegalArgumentException(
                        "MAINNET_BEDROCK_MODELS must list models as name=credits per 100 tokens, not " + text);
            }
            String[] prices = text.substring(equals + 1).split("/", 2);
            return new Offer(text.substring(0, equals).strip(), credits(prices[0]), credits(prices[prices.length - 1]));
        }

        private static Credits credits(String price) {
            return Credits.of(new BigDecimal(price.strip()));
        }

        /** The name as an address can hold it. */
        public String slug() {
            return PlatformAccount.slug(name);
        }
    }

    /** The models that everybody may deploy. */
    public List<Offer> offers() {
        return models.stream().map(Offer::parse).toList();
    }

    /** Whether a name looks like one of Bedrock's. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }
}

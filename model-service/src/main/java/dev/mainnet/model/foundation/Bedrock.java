package dev.mainnet.model.foundation;

import dev.mainnet.defaults.secret.Secret;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The platform's own access to AWS Bedrock.
 *
 * @param regions where its models run; the first is the one that is called
 * @param models each with its price, as {@code name=credits per 100 tokens}
 */
@Validated
@ConfigurationProperties("mainnet.bedrock")
public record Bedrock(
        @DefaultValue @NotNull List<String> regions,
        @Nullable String accessKey,
        @Nullable Secret secretKey,
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

    /** Whether a name looks like one of Bedrock's. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }
}

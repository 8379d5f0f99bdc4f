package dev.mainnet.model.text;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds of texts.
 *
 * @param maxPrompt characters of all messages of a request together
 * @param maxMessages messages of a request
 * @param maxTokens the most that a caller may ask for
 * @param defaultMaxTokens for callers that name none; fewer where the balance covers fewer
 * @param maxAnswer characters of an answer, whatever the provider sends
 * @param maxDuration after which a text is broken off
 */
@Validated
@ConfigurationProperties("mainnet.text")
public record TextSettings(
        @Min(1) @Max(100_000_000) @DefaultValue("1000000") int maxPrompt,
        @Min(1) @Max(100_000) @DefaultValue("1000") int maxMessages,
        @Min(1) @Max(10_000_000) @DefaultValue("32768") int maxTokens,
        @Min(1) @Max(10_000_000) @DefaultValue("1024") int defaultMaxTokens,
        @Min(1) @Max(100_000_000) @DefaultValue("1000000") int maxAnswer,
        @DefaultValue("10m") Duration maxDuration) {

    public TextSettings {
        if (!maxDuration.isPositive() || defaultMaxTokens > maxTokens) {
            throw new IllegalArgumentException("mainnet.text: the bounds contradict each other");
        }
    }
}

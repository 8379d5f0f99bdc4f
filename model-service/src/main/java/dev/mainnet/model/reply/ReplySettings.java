package dev.mainnet.model.reply;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How answers are written.
 *
 * @param keepAlive how often a stream on which nothing comes says that it is there
 */
@Validated
@ConfigurationProperties("mainnet.reply")
public record ReplySettings(@DefaultValue("15s") Duration keepAlive) {

    public ReplySettings {
        if (!keepAlive.isPositive()) {
            throw new IllegalArgumentException("mainnet.reply.keep-alive must be longer than nothing");
        }
    }
}

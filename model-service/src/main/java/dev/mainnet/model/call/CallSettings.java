package dev.mainnet.model.call;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How calls are looked up.
 *
 * @param lookupsAtOnce how many may use the database at once; fewer than it has connections, so that calls that begin do not keep those
 *     that end from being recorded
 * @param lookupsWaiting how many more may wait
 * @param lookupPatience how long one waits
 */
@Validated
@ConfigurationProperties("mainnet.call")
public record CallSettings(
        @DefaultValue("6") @Positive int lookupsAtOnce,
        @DefaultValue("5000") @Positive int lookupsWaiting,
        @DefaultValue("5s") Duration lookupPatience) {

    public CallSettings {
        if (!lookupPatience.isPositive()) {
            throw new IllegalArgumentException("mainnet.call.lookup-patience must be longer than nothing");
        }
    }
}

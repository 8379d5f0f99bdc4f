package dev.mainnet.billing.fee;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The platform's fee.
 *
 * @param platformPercent of what a model's use costs, 0 to 100
 */
@Validated
@ConfigurationProperties("mainnet.fee")
public record PlatformFee(
        @DefaultValue("20") @Min(0) @Max(100) int platformPercent) {

    long of(long amountMicro) {
        return Percent.of(platformPercent, amountMicro);
    }
}

package dev.mainnet.user.registration;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many accounts may come from one address.
 *
 * @param perAddress sign-ups an hour; 0 takes half of the next, so that whoever lets more strangers in needs one setting
 * @param anonymous the gateway's limit of requests an hour without a credential
 */
@Validated
@ConfigurationProperties("mainnet.sign-up")
record SignUpProperties(
        @DefaultValue("0") @Min(0) int perAddress,
        @DefaultValue("100") @Min(1) int anonymous) {

    int anHour() {
        return Math.max(2, perAddress == 0 ? anonymous / 2 : perAddress);
    }
}

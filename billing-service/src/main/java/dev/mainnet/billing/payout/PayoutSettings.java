package dev.mainnet.billing.payout;

import dev.mainnet.defaults.money.Credits;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What may be paid out.
 *
 * @param least in credits, at a time
 */
@ConfigurationProperties("mainnet.payout")
record PayoutSettings(@DefaultValue("1000") Credits least) {

    PayoutSettings {
        if (least.micro() <= 0) {
            throw new IllegalArgumentException("The least payout must be above zero: " + least);
        }
    }
}

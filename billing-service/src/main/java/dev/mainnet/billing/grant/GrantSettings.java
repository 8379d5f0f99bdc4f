package dev.mainnet.billing.grant;

import dev.mainnet.defaults.money.Credits;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the platform gives away.
 *
 * @param welcomeCredits to each new account; zero for nothing
 */
@ConfigurationProperties("mainnet.grant")
record GrantSettings(@DefaultValue("100") Credits welcomeCredits) {

    GrantSettings {
        if (welcomeCredits.micro() < 0) {
            throw new IllegalArgumentException("The welcome grant cannot be negative: " + welcomeCredits);
        }
    }
}

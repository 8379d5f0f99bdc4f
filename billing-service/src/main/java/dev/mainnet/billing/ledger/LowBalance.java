package dev.mainnet.billing.ledger;

import dev.mainnet.defaults.money.Credits;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a balance is low.
 *
 * @param below available credits under which a user is told
 */
@ConfigurationProperties("mainnet.low-balance")
record LowBalance(@DefaultValue("10") Credits below) {}

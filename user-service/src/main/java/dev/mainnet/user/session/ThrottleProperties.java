package dev.mainnet.user.session;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often passwords may be guessed within a quarter of an hour until each further guess has to wait.
 *
 * @param ofNameFromAddress wrong passwords for one name from one address, or by one device pass
 * @param fromAddress wrong passwords from one address, whatever the names
 * @param ofName wrong passwords for one name, wherever from
 */
@Validated
@ConfigurationProperties("mainnet.log-in")
record ThrottleProperties(
        @DefaultValue("10") @Min(2) int ofNameFromAddress,
        @DefaultValue("100") @Min(2) int fromAddress,
        @DefaultValue("20") @Min(2) int ofName) {}

package dev.mainnet.user.apikey;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of API keys.
 *
 * @param mostPerAccount how many active keys an account may hold
 */
@Validated
@ConfigurationProperties("mainnet.api-key")
record ApiKeyProperties(
        @DefaultValue("100") @Min(1) @Max(10_000) int mostPerAccount) {}

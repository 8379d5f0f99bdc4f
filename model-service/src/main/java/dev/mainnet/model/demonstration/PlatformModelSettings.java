package dev.mainnet.model.demonstration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the platform's own models lie.
 *
 * @param models a directory with {@code models.json} and the files it names; empty: there are none
 */
@Validated
@ConfigurationProperties("mainnet.platform")
record PlatformModelSettings(@DefaultValue("") String models) {}

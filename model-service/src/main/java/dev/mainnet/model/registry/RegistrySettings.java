package dev.mainnet.model.registry;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What may be uploaded.
 *
 * @param maxModelSize the largest file
 */
@Validated
@ConfigurationProperties("mainnet.registry")
public record RegistrySettings(@DefaultValue("256MB") DataSize maxModelSize) {}

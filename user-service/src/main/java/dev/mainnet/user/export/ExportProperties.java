package dev.mainnet.user.export;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the export.
 *
 * @param services the other services that hold data of accounts, by the name of their part of the document
 * @param timeout how long one of them may take
 */
@Validated
@ConfigurationProperties("mainnet.export")
record ExportProperties(
        @NotEmpty Map<String, URI> services,
        @DefaultValue("20s") @NotNull Duration timeout) {}

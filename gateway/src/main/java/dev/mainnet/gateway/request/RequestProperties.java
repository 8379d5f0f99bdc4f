package dev.mainnet.gateway.request;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of public requests and connections.
 *
 * @param trustedProxies addresses or networks (10.0.0.0/8) whose X-Forwarded-For is believed
 * @param allowedOrigins browsers' origins that may read answers; {@code *} is all
 * @param maxHeaderSize of one header's value
 * @param headTimeout from the first byte of a request until its headers are complete
 * @param bodyReadTimeout between two reads of a body
 * @param bodyTimeout for a whole body
 * @param maxConnections open at once
 */
@Validated
@ConfigurationProperties("mainnet.request")
record RequestProperties(
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("*") @NotEmpty List<String> allowedOrigins,
        @DefaultValue("8KB") @NotNull DataSize maxHeaderSize,
        @DefaultValue("10s") @NotNull Duration headTimeout,
        @DefaultValue("20s") @NotNull Duration bodyReadTimeout,
        @DefaultValue("15m") @NotNull Duration bodyTimeout,
        @DefaultValue("10000") @Positive int maxConnections) {}

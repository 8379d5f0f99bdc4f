package dev.mainnet.user.password;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What a password costs. The defaults of memory and iterations are OWASP's for argon2id; hashes made with others stay valid.
 *
 * @param memoryKib KiB that one hash takes
 * @param iterations passes over that memory
 * @param threads how many passwords are hashed at once
 * @param queue how many more may wait; a further one is refused with 503
 */
@Validated
@ConfigurationProperties("mainnet.password")
record PasswordProperties(
        @DefaultValue("19456") @Min(8) @Max(1 << 20) int memoryKib,
        @DefaultValue("2") @Min(1) @Max(20) int iterations,
        @DefaultValue("2") @Min(1) @Max(64) int threads,
        @DefaultValue("64") @Min(1) @Max(10_000) int queue) {}

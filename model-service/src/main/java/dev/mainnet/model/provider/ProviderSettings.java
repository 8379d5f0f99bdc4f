package dev.mainnet.model.provider;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of stored providers.
 *
 * @param encryptionKey 32 bytes in base64, under which credentials are kept; has no default
 * @param mostPerAccount how many an account may have
 */
@Validated
@ConfigurationProperties("mainnet.provider")
public record ProviderSettings(
        @NotBlank(message = "is missing: set MAINNET_ENCRYPTION_KEY to 32 random bytes in base64") String encryptionKey,

        @Min(1) @Max(10_000) @DefaultValue("50") int mostPerAccount) {

    @Override
    public String toString() {
        return "ProviderSettings[mostPerAccount=" + mostPerAccount + "]";
    }
}

package dev.mainnet.user.signingkey;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of signing keys.
 *
 * @param encryptionKey 32 bytes in base64, under which private keys are kept; has no default
 * @param rotationInterval how long a key signs
 * @param publicationLead how long a new key is published before it signs
 */
@Validated
@ConfigurationProperties("mainnet.signing-key")
public record SigningKeyProperties(
        @NotBlank(message = "is missing: set MAINNET_ENCRYPTION_KEY to 32 random bytes in base64") String encryptionKey,

        @DefaultValue("30d") Duration rotationInterval,
        @DefaultValue("30s") Duration publicationLead) {

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    public SigningKeyProperties {
        if (!rotationInterval.minus(publicationLead).isPositive() || publicationLead.isNegative()) {
            throw new IllegalArgumentException(
                    "mainnet.signing-key: the publication lead must be shorter than the rotation interval");
        }
    }

    /** How long a key stays published after another took its place. */
    Duration publishedAfterwards() {
        return KeyRing.LONGEST_TOKEN.plus(CLOCKS_DIFFER);
    }

    @Override
    public String toString() {
        return "SigningKeyProperties[rotationInterval=" + rotationInterval + ", publicationLead=" + publicationLead
                + "]";
    }
}

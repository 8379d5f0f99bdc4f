package dev.mainnet.user.session;

import dev.mainnet.defaults.secret.Seal;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.Credentials;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * What a client is given when it signs in, to show at its next sign-in that it is not one of those who guess. It opens nothing. It is
 * sealed rather than stored: for one account, and for as long as that has the same password.
 */
@Component
public final class DevicePasses {

    /** The header of answers that give a pass, and of the requests that show it. */
    public static final String HEADER = "X-Device-Pass";

    private static final String PREFIX = "md_";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{64,512}");
    private static final Duration LIFETIME = Duration.ofDays(90);

    private final Seal seal;
    private final Clock clock;

    DevicePasses(Seal seal, Clock clock) {
        this.seal = seal;
        this.clock = clock;
    }

    /**
     * A pass for whoever has just shown that the account is his.
     *
     * @param passwordHash that the account has from now on
     */
    public Secret issue(UUID accountId, Secret passwordHash) {
        String content = clock.instant().getEpochSecond() + " " + digest(passwordHash);
        byte[] sealed = seal.seal(accountId, content);
        return written(sealed);
    }

    /** Whether a client was given that for this account, within 90 days and since the password was changed last. */
    boolean isOf(Credentials owner, Secret pass) {
        if (!FORM.matcher(pass.text()).matches()) {
            return false;
        }
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(pass.text().substring(PREFIX.length()));
            String[] content = seal.open(owner.account().id(), sealed).split(" ", 2);
            Instant issuedAt = Instant.ofEpochSecond(Long.parseLong(content[0]));
            return content.length == 2
                    // The last letter has bits of no meaning, by which one pass could be counted as many.
                    && written(sealed).equals(pass)
                    && content[1].equals(digest(owner.passwordHash()))
                    && clock.instant().isBefore(issuedAt.plus(LIFETIME));
        } catch (IllegalArgumentException | IllegalStateException e) {
            return false;
        }
    }

    private static Secret written(byte[] sealed) {
        return new Secret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed));
    }

    private static String digest(Secret passwordHash) {
        return HexFormat.of().formatHex(passwordHash.sha256());
    }
}

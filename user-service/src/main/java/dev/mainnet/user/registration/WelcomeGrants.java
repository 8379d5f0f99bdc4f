package dev.mainnet.user.registration;

import dev.mainnet.user.account.EmailAddress;
import dev.mainnet.user.signingkey.SigningKeyProperties;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * The mailboxes whose holders had the welcome grant. Only their HMAC under the platform's encryption key is kept, and it outlives the
 * account: whoever holds the table alone cannot tell whether somebody was ever here.
 */
@Repository
public class WelcomeGrants {

    private static final String HMAC = "HmacSHA256";

    private final DatabaseClient database;
    private final SecretKeySpec key;

    WelcomeGrants(DatabaseClient database, SigningKeyProperties properties) {
        this.database = database;
        this.key = new SecretKeySpec(
                hmac(new SecretKeySpec(Base64.getDecoder().decode(properties.encryptionKey()), HMAC), "welcome grants"),
                HMAC);
    }

    /** True for the first account of a mailbox, within the transaction that makes it. */
    public Mono<Boolean> claim(EmailAddress address, Instant now) {
        return database.sql("""
                        INSERT INTO welcome_grant (mailbox_hmac, granted_at) VALUES ($1, $2) ON CONFLICT DO NOTHING
                        """)
                .bind(0, hmac(key, Mailbox.of(address).name()))
                .bind(1, now)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + HMAC, e);
        }
    }
}

package dev.mainnet.user.mail;

import dev.mainnet.user.account.EmailAddress;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A mail whose turn it is.
 *
 * @param attempts with the one that begins now
 */
record QueuedMail(
        UUID id,
        EmailAddress recipient,
        MailTemplate template,
        Map<String, String> values,
        int attempts,
        Instant createdAt) {

    /** Shows neither the address nor the values. */
    @Override
    public String toString() {
        return "QueuedMail[" + id + ", " + template + ", attempts=" + attempts + "]";
    }
}

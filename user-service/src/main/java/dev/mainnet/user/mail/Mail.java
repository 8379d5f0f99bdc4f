package dev.mainnet.user.mail;

import dev.mainnet.user.account.EmailAddress;
import java.util.Map;
import java.util.UUID;

/**
 * A message to be. Its template decides the subject and the texts.
 *
 * @param accountId whom it is about
 * @param values one plain text for each of {@link MailTemplate#names()}; the template escapes them
 */
public record Mail(UUID accountId, EmailAddress to, MailTemplate template, Map<String, String> values) {

    public Mail {
        values = Map.copyOf(values);
        if (!values.keySet().equals(template.names())) {
            throw new IllegalArgumentException(template + " takes " + template.names() + ", not " + values.keySet());
        }
    }

    /** Shows neither the address nor the values, among which are links that let their holder in. */
    @Override
    public String toString() {
        return "Mail[" + template + " about " + accountId + "]";
    }
}

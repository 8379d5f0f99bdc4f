package dev.mainnet.user.registration;

import dev.mainnet.user.account.EmailAddress;
import java.util.Locale;

/**
 * Where mail to an address ends up, as far as that can be told from the address: one mailbox has many addresses.
 *
 * @param name in lower case, without a tag after {@code +}; at Gmail also without dots, which mean nothing there
 */
record Mailbox(String name) {

    private static final String GMAIL = "gmail.com";

    static Mailbox of(EmailAddress address) {
        String text = address.text().toLowerCase(Locale.ROOT);
        int at = text.lastIndexOf('@');
        String domain = text.substring(at + 1).equals("googlemail.com") ? GMAIL : text.substring(at + 1);
        String local = untagged(text.substring(0, at));
        return new Mailbox((domain.equals(GMAIL) ? local.replace(".", "") : local) + "@" + domain);
    }

    private static String untagged(String local) {
        int plus = local.indexOf('+');
        return plus <= 0 ? local : local.substring(0, plus);
    }
}

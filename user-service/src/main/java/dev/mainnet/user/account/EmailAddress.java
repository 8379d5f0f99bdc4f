package dev.mainnet.user.account;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address: a dot-atom at a domain of two labels or more (RFC 5321 without quoted and internationalised names), at most
 * 254 characters. Unique whatever the case of its letters.
 */
public record EmailAddress(String text) {

    /** The form of an address, as a regular expression that asks for the length first and so never recurses deeply. */
    public static final String FORM =
            "(?=.{3,254}$)(?=.{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])";

    private static final Pattern PATTERN = Pattern.compile(FORM);

    public EmailAddress {
        if (!PATTERN.matcher(text).matches()) {
            throw new IllegalArgumentException("No e-mail address");
        }
    }

    /** Nothing for a text that is no address. */
    public static Optional<EmailAddress> parse(String text) {
        return PATTERN.matcher(text).matches() ? Optional.of(new EmailAddress(text)) : Optional.empty();
    }
}

package dev.mainnet.user.google;

import dev.mainnet.user.account.ProfileText;

/** The name that Google gives, as far as a profile can show it. */
final class ProfileName {

    private ProfileName() {}

    /** The name, or what stands before the {@code @} of the address. */
    static String of(GoogleUser user) {
        String name = user.name() == null ? "" : user.name().strip();
        boolean showable =
                !name.isEmpty() && name.length() <= ProfileText.MOST_OF_FULLNAME && name.matches(ProfileText.LINE);
        return showable
                ? name
                : user.email().text().substring(0, user.email().text().indexOf('@'));
    }
}

package dev.mainnet.user.group;

import java.util.Locale;

/** What a member is in a group. Each group has one owner. */
enum Standing {
    OWNER,
    MEMBER;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Standing of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}

package dev.mainnet.user.google;

import dev.mainnet.user.account.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * Whom a token of Google's speaks of.
 *
 * @param subject who it is, for ever
 * @param email confirmed by Google
 */
record GoogleUser(
        String subject, EmailAddress email, @Nullable String name) {}

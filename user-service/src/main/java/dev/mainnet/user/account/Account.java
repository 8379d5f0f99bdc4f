package dev.mainnet.user.account;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account.
 *
 * @param username as its owner wrote it; a {@link Username}
 * @param email as its owner wrote it; an {@link EmailAddress}
 * @param emailVerified whether the owner has shown that mail to the address arrives
 */
public record Account(
        UUID id,
        String username,
        String email,
        boolean emailVerified,
        @Nullable String fullname,
        @Nullable String bio,
        Instant createdAt) {

    /** A new account; an empty full name or bio is none. */
    public static Account open(
            UUID id,
            Username username,
            EmailAddress email,
            @Nullable String fullname,
            @Nullable String bio,
            Instant now) {
        return new Account(
                id, username.text(), email.text(), false, ProfileText.normal(fullname), ProfileText.normal(bio), now);
    }

    /** The account with another profile: null leaves a field as it is, an empty text takes it away. */
    public Account withProfile(@Nullable String newFullname, @Nullable String newBio) {
        return new Account(
                id,
                username,
                email,
                emailVerified,
                newFullname == null ? fullname : ProfileText.normal(newFullname),
                newBio == null ? bio : ProfileText.normal(newBio),
                createdAt);
    }
}

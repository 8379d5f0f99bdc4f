package dev.mainnet.user.administration;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account as administrators see it.
 *
 * @param roles the names of those it was given; not those they inherit from
 * @param suspendedAt null unless it is suspended
 * @param suspensionReason what the administrator wrote
 */
record Person(
        UUID id,
        String username,
        String email,
        boolean emailVerified,
        @Nullable String fullname,
        List<String> roles,
        Instant createdAt,
        @Nullable Instant suspendedAt,
        @Nullable String suspensionReason) {}

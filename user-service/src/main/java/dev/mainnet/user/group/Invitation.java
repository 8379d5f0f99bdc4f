package dev.mainnet.user.group;

import dev.mainnet.user.account.EmailAddress;
import java.time.Instant;
import java.util.UUID;

/**
 * A mail that asks somebody into a group. Whoever holds its token has shown that he reads what is sent to the address.
 *
 * @param invitedBy the account of the member who asks
 */
record Invitation(UUID id, UUID groupId, EmailAddress email, UUID invitedBy, Instant createdAt, Instant expiresAt) {}

package dev.mainnet.user.group;

import java.time.Instant;
import java.util.UUID;

/** A member of a group, as the others see him: nothing of his address. */
record Member(UUID accountId, String username, Standing standing, Instant joinedAt) {}

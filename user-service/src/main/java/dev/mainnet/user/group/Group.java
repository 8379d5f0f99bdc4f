package dev.mainnet.user.group;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A group as one of its members sees it.
 *
 * @param description empty for none
 * @param standing what that member is in it
 */
record Group(UUID id, String name, String description, Standing standing, Instant createdAt, Instant updatedAt) {

    /** The group with another name or description; null leaves either as it is. */
    Group with(@Nullable String newName, @Nullable String newDescription, Instant now) {
        return new Group(
                id,
                newName == null ? name : newName,
                newDescription == null ? description : newDescription,
                standing,
                createdAt,
                now);
    }
}

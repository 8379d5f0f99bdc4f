package dev.mainnet.user.role;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A role.
 *
 * @param name unique whatever the case of its letters
 * @param description empty for none
 * @param permissions what it permits by itself
 * @param children the roles whose permissions it holds as well
 * @param builtIn whether the platform rests on it, so that it can be neither renamed nor deleted
 */
public record Role(
        UUID id,
        String name,
        String description,
        List<String> permissions,
        Set<UUID> children,
        boolean builtIn,
        Instant createdAt,
        Instant updatedAt) {

    static final String ADMIN = "admin";
    static final String CLIENT = "client";

    boolean isAdmin() {
        return builtIn && name.equals(ADMIN);
    }

    boolean isClient() {
        return builtIn && name.equals(CLIENT);
    }

    Role withChildren(Set<UUID> others) {
        return new Role(id, name, description, permissions, Set.copyOf(others), builtIn, createdAt, updatedAt);
    }
}

package dev.mainnet.user.role;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a role is to be; what is null stays as it is, or is nothing for a new role.
 *
 * @param parents the roles that are to inherit from it, by name or id
 * @param children the roles that it is to inherit from, by name or id
 */
record RoleTerms(
        @Nullable String name,
        @Nullable String description,
        @Nullable List<String> permissions,
        @Nullable List<String> parents,
        @Nullable List<String> children) {}

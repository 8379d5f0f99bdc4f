package dev.mainnet.user.role;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All roles and who inherits from whom. They are few, and are always judged together. */
final class RoleTree {

    static final int MOST_ROLES = 100;
    static final int MOST_PERMISSIONS = 64;

    /** Every name and permission stands in an administrator's token, and the gateway takes no token of more than 4,096 characters. */
    static final int MOST_BYTES = 1_600;

    private static final Comparator<Role> BUILT_IN_FIRST =
            Comparator.comparing(Role::builtIn).reversed().thenComparing(Role::name);

    private final Map<UUID, Role> byId;

    private RoleTree(Map<UUID, Role> byId) {
        this.byId = byId;
    }

    static RoleTree of(Collection<Role> roles) {
        return new RoleTree(roles.stream()
                .collect(Collectors.toMap(Role::id, Function.identity(), (one, other) -> other, LinkedHashMap::new)));
    }

    /** The tree with a role added, or with what became of it. */
    RoleTree with(Role role) {
        Map<UUID, Role> more = new LinkedHashMap<>(byId);
        more.put(role.id(), role);
        return new RoleTree(more);
    }

    List<Role> roles() {
        return byId.values().stream().sorted(BUILT_IN_FIRST).toList();
    }

    Optional<Role> byId(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The role of that name or id. */
    Optional<Role> find(String nameOrId) {
        String wanted = nameOrId.toLowerCase(Locale.ROOT);
        return byId.values().stream()
                .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(wanted)
                        || role.id().toString().equals(wanted))
                .findFirst();
    }

    /** Those that inherit from the role directly; admin, which inherits from all, is not named. */
    List<Role> parentsOf(UUID id) {
        return roles().stream().filter(role -> role.children().contains(id)).toList();
    }

    /** What the roles of these ids amount to together with client, which everybody holds. */
    Authority authority(Collection<UUID> held) {
        Set<Role> reached = new HashSet<>();
        byId.values().stream()
                .filter(role -> role.isClient() || held.contains(role.id()))
                .forEach(role -> reach(role, reached));
        return new Authority(
                reached.stream().sorted(BUILT_IN_FIRST).map(Role::name).toList(), permissions(reached));
    }

    /**
     * Refuses a tree that cannot be.
     *
     * @throws ApiException a conflict that says why
     */
    void demandSense() {
        Map<String, Long> uses = byId.values().stream()
                .collect(Collectors.groupingBy(role -> role.name().toLowerCase(Locale.ROOT), Collectors.counting()));
        if (uses.values().stream().anyMatch(count -> count > 1)) {
            throw new ApiException(ErrorCode.CONFLICT, "A role of this name exists").withDetail("name", "is taken");
        }
        if (byId.values().stream().anyMatch(this::reachesItself)) {
            throw new ApiException(ErrorCode.CONFLICT, "A role cannot inherit from itself, not even through others");
        }
        List<String> permissions = permissions(byId.values());
        int bytes = Stream.concat(byId.values().stream().map(Role::name), permissions.stream())
                .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length + 3)
                .sum();
        if (byId.size() > MOST_ROLES || permissions.size() > MOST_PERMISSIONS || bytes > MOST_BYTES) {
            throw new ApiException(
                    ErrorCode.CONFLICT,
                    "All roles and permissions must fit into one token: at most " + MOST_ROLES + " roles, "
                            + MOST_PERMISSIONS + " permissions and " + MOST_BYTES + " bytes");
        }
    }

    private boolean reachesItself(Role role) {
        Set<Role> below = new HashSet<>();
        children(role).forEach(child -> reach(child, below));
        return below.contains(role);
    }

    private void reach(Role role, Set<Role> reached) {
        if (reached.add(role)) {
            children(role).forEach(child -> reach(child, reached));
        }
    }

    private Stream<Role> children(Role role) {
        return role.isAdmin()
                ? byId.values().stream().filter(other -> !other.isAdmin())
                : role.children().stream().map(byId::get).filter(Objects::nonNull);
    }

    private static List<String> permissions(Collection<Role> roles) {
        return roles.stream()
                .flatMap(role -> role.permissions().stream())
                .distinct()
                .sorted()
                .toList();
    }
}

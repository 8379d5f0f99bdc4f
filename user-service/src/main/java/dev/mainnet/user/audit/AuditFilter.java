package dev.mainnet.user.audit;

import dev.mainnet.defaults.error.ApiException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.util.MultiValueMap;

/** Which entries are wanted: all that match everything given. */
record AuditFilter(Optional<UUID> actor, Optional<UUID> user, Optional<String> action) {

    /** Reads the query parameters {@code actor}, {@code user} and {@code action}. */
    static AuditFilter of(MultiValueMap<String, String> query) {
        Optional<String> action = Optional.ofNullable(query.getFirst("action"));
        if (!action.map(AuditEntry::isAction).orElse(true)) {
            throw ApiException.invalid("action", "is no action, for example role.given");
        }
        return new AuditFilter(id("actor", query), id("user", query), action);
    }

    private static Optional<UUID> id(String name, MultiValueMap<String, String> query) {
        try {
            return Optional.ofNullable(query.getFirst(name)).map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(name, "must be an id");
        }
    }
}

package dev.mainnet.defaults.audit;

import dev.mainnet.defaults.error.ApiException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;

/** Which entries are wanted: all that match everything given. */
public record AuditFilter(Optional<UUID> actor, Optional<UUID> user, Optional<String> action) {

    /** Reads the query parameters {@code actor}, {@code user} and {@code action}. */
    public static AuditFilter of(MultiValueMap<String, String> query) {
        Optional<String> action = Optional.ofNullable(query.getFirst("action"));
        if (!action.map(AuditEntry::isAction).orElse(true)) {
            throw ApiException.invalid("action", "is no action, for example balance.adjusted");
        }
        return new AuditFilter(id("actor", query), id("user", query), action);
    }

    /** Whether one index cannot serve it. */
    boolean several() {
        return Stream.of(actor, user, action).filter(Optional::isPresent).count() > 1;
    }

    private static Optional<UUID> id(String name, MultiValueMap<String, String> query) {
        try {
            return Optional.ofNullable(query.getFirst(name)).map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(name, "must be an id");
        }
    }
}

package dev.mainnet.defaults.audit;

import dev.mainnet.defaults.money.Credits;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One deed of an administrator.
 *
 * @param actorId who did it
 * @param action what it was, as {@code subject.verb}, for example {@code balance.adjusted}
 * @param userId whose account it concerned; nobody's for what concerns all
 * @param details what else is worth knowing later: texts, numbers and {@link Credits}, in this order; nothing that names a person
 */
public record AuditEntry(UUID actorId, String action, Optional<UUID> userId, Map<String, Object> details) {

    private static final Pattern ACTION = Pattern.compile("[a-z_]+(\\.[a-z_]+)+");

    public AuditEntry {
        if (!isAction(action)) {
            throw new IllegalArgumentException("No action: " + action);
        }
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** A deed that concerns a user. */
    public static AuditEntry about(UUID userId, UUID actorId, String action) {
        return new AuditEntry(actorId, action, Optional.of(userId), Map.of());
    }

    /** A deed that concerns nobody in particular. */
    public static AuditEntry of(UUID actorId, String action) {
        return new AuditEntry(actorId, action, Optional.empty(), Map.of());
    }

    /** The same with one detail more. */
    public AuditEntry with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new AuditEntry(actorId, action, userId, more);
    }

    /** Whether a text could be an action. */
    static boolean isAction(String text) {
        return text.length() <= 64 && ACTION.matcher(text).matches();
    }
}

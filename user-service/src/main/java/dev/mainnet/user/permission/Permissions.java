package dev.mainnet.user.permission;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.identity.Identity;
import reactor.core.publisher.Mono;

/**
 * The permissions that this service asks for. A role may hold any other as well: they travel in the token, for whoever asks for them.
 * Giving and defining roles is not among them: whoever may do that may do everything, so it takes the role admin itself.
 */
public final class Permissions {

    /** To find accounts and look at them. */
    public static final String USERS_READ = "users.read";

    /** To suspend accounts and to lift that again. */
    public static final String USERS_SUSPEND = "users.suspend";

    /** To read what administrators did. */
    public static final String AUDIT_READ = "audit.read";

    private static final String ADMIN = "admin";

    private Permissions() {}

    /** Completes for whoever holds the permission, and is a 403 for anybody else, whatever they asked for. */
    public static Mono<Void> require(Identity caller, String permission) {
        return caller.hasRole(ADMIN) || caller.hasPermission(permission) ? Mono.empty() : refusal();
    }

    /** Completes for an administrator. */
    public static Mono<Void> requireAdministrator(Identity caller) {
        return caller.hasRole(ADMIN) ? Mono.empty() : refusal();
    }

    private static Mono<Void> refusal() {
        return Mono.error(
                () -> new ApiException(ErrorCode.FORBIDDEN, "You don't have permission to access this resource"));
    }
}

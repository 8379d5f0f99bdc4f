package dev.mainnet.billing.administration;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.identity.Identity;
import reactor.core.publisher.Mono;

/** Who may look at and change what belongs to others. */
public final class Administrators {

    private Administrators() {}

    /** Completes for an administrator, and is a 403 for anybody else, whatever they asked for. */
    public static Mono<Void> require(Identity caller) {
        return caller.hasRole("admin")
                ? Mono.empty()
                : Mono.error(() ->
                        new ApiException(ErrorCode.FORBIDDEN, "You don't have permission to access this resource"));
    }
}

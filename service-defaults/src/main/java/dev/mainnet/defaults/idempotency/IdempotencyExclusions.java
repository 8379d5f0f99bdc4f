package dev.mainnet.defaults.idempotency;

import java.util.Set;

/** The paths whose POSTs neither create nor spend; an Idempotency-Key is ignored there. */
public record IdempotencyExclusions(Set<String> paths) {

    public static IdempotencyExclusions none() {
        return new IdempotencyExclusions(Set.of());
    }
}

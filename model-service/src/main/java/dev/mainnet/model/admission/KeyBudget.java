package dev.mainnet.model.admission;

import dev.mainnet.defaults.identity.Identity;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What an API key may spend in the period that a call falls into.
 *
 * @param meterId what is recorded under it counts against the limit together
 * @param limitMicro in micro-credits; nothing sets no limit
 */
record KeyBudget(UUID meterId, Optional<Long> limitMicro) {

    static Optional<KeyBudget> of(Identity caller, Instant now) {
        return caller.key().map(key -> new KeyBudget(key.meterId(now), key.creditLimitMicro()));
    }
}

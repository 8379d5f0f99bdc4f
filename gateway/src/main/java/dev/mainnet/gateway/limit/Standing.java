package dev.mainnet.gateway.limit;

import java.time.Instant;

/**
 * Where a caller stands after a request was counted.
 *
 * @param allowed whether this request may go on
 * @param remaining requests left in this window
 * @param resetsAt when the next window begins
 */
record Standing(boolean allowed, long limit, long remaining, Instant resetsAt) {

    /** The one to tell the caller of: a refusal, else what is used up first. */
    Standing tighter(Standing other) {
        if (allowed != other.allowed) {
            return allowed ? other : this;
        }
        return other.remaining < remaining ? other : this;
    }
}

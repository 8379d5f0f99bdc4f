package dev.mainnet.gateway.limit;

import reactor.core.publisher.Mono;

/** Counts requests against quotas. A shared one makes a limit the same however many gateways run. */
interface RateLimiter {

    /** Counts one request, unless the window is used up. A quota whose number changed goes on in the window it is in. */
    Mono<Standing> count(Quota quota);
}

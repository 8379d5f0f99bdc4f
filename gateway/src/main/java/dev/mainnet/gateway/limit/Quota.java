package dev.mainnet.gateway.limit;

import java.time.Duration;

/**
 * A number of requests that somebody may make in each window of time.
 *
 * @param holder whose window it is, and of what; two quotas with the same holder share it
 * @param requests in each window, at least one
 */
record Quota(String holder, long requests, Duration window) {

    static Quota hourly(String holder, long requests) {
        return new Quota(holder, requests, Duration.ofHours(1));
    }

    static Quota perMinute(String holder, long requests) {
        return new Quota(holder, requests, Duration.ofMinutes(1));
    }
}

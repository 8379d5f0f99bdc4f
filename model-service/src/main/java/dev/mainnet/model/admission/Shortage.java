package dev.mainnet.model.admission;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.time.Duration;

/** Why a call may not start. */
enum Shortage {
    CREDITS("credits", "the balance does not cover this call"),
    IN_FLIGHT("in_flight", "the balance is taken up by calls that are under way; try again"),
    KEY_LIMIT("key_limit", "the API key's credit limit does not cover this call");

    private static final Duration SOON = Duration.ofSeconds(1);

    private final String kind;
    private final String text;

    Shortage(String kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    ApiException refusal() {
        ApiException refusal =
                new ApiException(ErrorCode.INSUFFICIENT_CREDITS, "Insufficient credits").withDetail(kind, text);
        return this == IN_FLIGHT ? refusal.withRetryAfter(SOON) : refusal;
    }
}

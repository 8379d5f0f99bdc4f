package dev.mainnet.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** When what was spent through an API key stops counting against its credit limit; days, weeks from Monday and months of UTC. */
public enum CreditLimitReset {
    @JsonProperty("daily")
    DAILY,
    @JsonProperty("weekly")
    WEEKLY,
    @JsonProperty("monthly")
    MONTHLY
}

package dev.mainnet.billing.usage;

import dev.mainnet.defaults.money.Credits;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an account used, summed up.
 *
 * @param total of all groups, also of those left out of a list that would be longer than 1,000
 */
public record UsageTotals(List<Row> rows, Sum total) {

    /** Calls, requests in them (a batch counts each), the tokens of texts among them, and what they cost. */
    public record Sum(long calls, long requests, long inputTokens, long outputTokens, Credits cost) {

        static final Sum NOTHING = new Sum(0, 0, 0, 0, Credits.ZERO);
    }

    /** One group: of day, deployment, key and model the one by which is grouped. */
    public record Row(
            @Nullable LocalDate day,
            @Nullable UUID deploymentId,
            @Nullable UUID keyId,
            @Nullable UUID modelId,
            long calls,
            long requests,
            long inputTokens,
            long outputTokens,
            Credits cost) {

        static Row of(Grouping grouping, @Nullable String key, Sum sum) {
            return new Row(
                    grouping == Grouping.DAY && key != null ? LocalDate.parse(key) : null,
                    grouping == Grouping.DEPLOYMENT && key != null ? UUID.fromString(key) : null,
                    grouping == Grouping.KEY && key != null ? UUID.fromString(key) : null,
                    grouping == Grouping.MODEL && key != null ? UUID.fromString(key) : null,
                    sum.calls(),
                    sum.requests(),
                    sum.inputTokens(),
                    sum.outputTokens(),
                    sum.cost());
        }
    }
}

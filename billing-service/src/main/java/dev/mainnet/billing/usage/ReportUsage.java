package dev.mainnet.billing.usage;

import dev.mainnet.billing.usage.UsageTotals.Row;
import dev.mainnet.billing.usage.UsageTotals.Sum;
import dev.mainnet.defaults.money.Credits;
import io.r2dbc.spi.Readable;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sums up what an account used. */
@Component
public class ReportUsage {

    private static final int MOST_ROWS = 1_000;

    private final DatabaseClient database;

    ReportUsage(DatabaseClient database) {
        this.database = database;
    }

    /** What the account paid for in the period, free calls included: an index-only scan of its part of the period. */
    public Mono<UsageTotals> report(UUID accountId, Grouping grouping, Period period) {
        return database.sql("""
                        SELECT (%s)::text AS group_key,
                            count(*) AS calls, sum(requests)::bigint AS requests, sum(cost_micro)::bigint AS cost,
                            coalesce(sum(input_tokens), 0)::bigint AS input_tokens,
                            coalesce(sum(output_tokens), 0)::bigint AS output_tokens,
                            sum(count(*)) OVER ()::bigint AS all_calls, sum(sum(requests)) OVER ()::bigint AS all_requests,
                            coalesce(sum(sum(input_tokens)) OVER (), 0)::bigint AS all_input_tokens,
                            coalesce(sum(sum(output_tokens)) OVER (), 0)::bigint AS all_output_tokens,
                            sum(sum(cost_micro)) OVER ()::bigint AS all_cost
                        FROM usage_record WHERE account_id = $1 AND occurred_at >= $2 AND occurred_at < $3
                        GROUP BY 1 ORDER BY %s LIMIT $4
                        """.formatted(grouping.expression(), grouping.order()))
                .bind(0, accountId)
                .bind(1, period.from().atOffset(ZoneOffset.UTC))
                .bind(2, period.to().atOffset(ZoneOffset.UTC))
                .bind(3, MOST_ROWS)
                .map(row ->
                        new Line(Row.of(grouping, row.get("group_key", String.class), sum(row, "")), sum(row, "all_")))
                .all()
                .collectList()
                .map(ReportUsage::totals);
    }

    private static UsageTotals totals(List<Line> lines) {
        return new UsageTotals(
                lines.stream().map(Line::row).toList(),
                lines.isEmpty() ? Sum.NOTHING : lines.getFirst().total());
    }

    private static Sum sum(Readable row, String prefix) {
        return new Sum(
                number(row, prefix + "calls"),
                number(row, prefix + "requests"),
                number(row, prefix + "input_tokens"),
                number(row, prefix + "output_tokens"),
                Credits.ofMicro(number(row, prefix + "cost")));
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }

    private record Line(Row row, Sum total) {}
}

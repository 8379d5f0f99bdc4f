package dev.mainnet.billing.statement;

import dev.mainnet.billing.statement.Statement.Balances;
import dev.mainnet.billing.statement.Statement.ByDeployment;
import dev.mainnet.billing.statement.Statement.KindTotal;
import dev.mainnet.billing.statement.Statement.Line;
import dev.mainnet.billing.statement.Statement.Others;
import dev.mainnet.billing.statement.Statement.Sum;
import dev.mainnet.billing.statement.Statement.Tokens;
import dev.mainnet.defaults.money.Credits;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What each month did to each user's accounts. The database itself keeps these rows as postings are added. */
@Repository
class MonthTotals {

    static final int MOST_DEPLOYMENTS = 50;

    private static final UUID NO_DEPLOYMENT = new UUID(0, 0);

    private final DatabaseClient database;

    MonthTotals(DatabaseClient database) {
        this.database = database;
    }

    /** The month of the user's first entry; empty for a user without any. */
    Mono<YearMonth> first(UUID userId) {
        return database.sql("SELECT month FROM month_total WHERE holder_id = $1 ORDER BY month LIMIT 1")
                .bind(0, userId)
                .map(row -> YearMonth.from(Objects.requireNonNull(row.get("month", LocalDate.class))))
                .one();
    }

    /** The balances at the end of the month (or now), then those at its start: today's, less what was since. */
    Mono<List<Balances>> balances(UUID userId, YearMonth month) {
        return database.sql("""
                        SELECT b.past, coalesce(w.available_micro, 0) - coalesce(b.available, 0) AS available,
                            coalesce(w.reserved_micro, 0) - coalesce(b.reserved, 0) AS reserved,
                            coalesce(w.earnings_micro, 0) - coalesce(b.earnings, 0) AS earnings
                        FROM (
                            SELECT 1 AS past, sum(available_micro)::bigint AS available,
                                sum(reserved_micro)::bigint AS reserved, sum(earnings_micro)::bigint AS earnings
                            FROM month_total WHERE holder_id = $1 AND month > $2
                            UNION ALL
                            SELECT 2, sum(available_micro)::bigint, sum(reserved_micro)::bigint, sum(earnings_micro)::bigint
                            FROM month_total WHERE holder_id = $1 AND month >= $2) b
                        LEFT JOIN wallet w ON w.user_id = $1
                        ORDER BY b.past
                        """)
                .bind(0, userId)
                .bind(1, month.atDay(1))
                .map(row -> Balances.of(number(row, "available"), number(row, "reserved"), number(row, "earnings")))
                .all()
                .collectList();
    }

    Mono<List<KindTotal>> kinds(UUID userId, YearMonth month) {
        return database.sql("""
                        SELECT kind, sum(entries)::bigint AS entries,
                            sum(available_micro + reserved_micro)::bigint AS balance, sum(earnings_micro)::bigint AS earnings
                        FROM month_total WHERE holder_id = $1 AND month = $2 GROUP BY kind ORDER BY kind
                        """)
                .bind(0, userId)
                .bind(1, month.atDay(1))
                .map(row -> new KindTotal(
                        Objects.requireNonNull(row.get("kind", String.class)),
                        number(row, "entries"),
                        Credits.ofMicro(number(row, "balance")),
                        Credits.ofMicro(number(row, "earnings"))))
                .all()
                .collectList();
    }

    /** What the user's calls cost, the dearest deployments first. */
    Mono<ByDeployment> usage(UUID userId, YearMonth month) {
        return byDeployment(userId, month, """
                SELECT deployment_id, available_entries AS calls, -available_micro AS amount FROM month_total
                WHERE holder_id = $1 AND month = $2 AND kind = 'usage' AND available_entries > 0
                """);
    }

    /** The tokens of the user's texts: an index-only scan of the month. */
    Mono<Tokens> tokens(UUID userId, YearMonth month) {
        return database.sql("""
                        SELECT coalesce(sum(input_tokens), 0)::bigint AS input, coalesce(sum(output_tokens), 0)::bigint AS output
                        FROM usage_record WHERE account_id = $1 AND occurred_at >= $2 AND occurred_at < $3
                        """)
                .bind(0, userId)
                .bind(1, Months.start(month).atOffset(ZoneOffset.UTC))
                .bind(2, Months.start(month.plusMonths(1)).atOffset(ZoneOffset.UTC))
                .map(row -> new Tokens(number(row, "input"), number(row, "output")))
                .one();
    }

    /** What others' calls and jobs earned the user, the most first. */
    Mono<ByDeployment> earnings(UUID userId, YearMonth month) {
        return byDeployment(userId, month, """
                SELECT deployment_id, sum(earnings_entries)::bigint AS calls, sum(earnings_micro)::bigint AS amount
                FROM month_total
                WHERE holder_id = $1 AND month = $2 AND kind IN ('usage', 'settlement') AND earnings_entries > 0
                GROUP BY deployment_id
                """);
    }

    private Mono<ByDeployment> byDeployment(UUID userId, YearMonth month, String deployments) {
        return database.sql("""
                        SELECT deployment_id, calls, amount, count(*) OVER () AS all_deployments,
                            sum(calls) OVER ()::bigint AS all_calls, sum(amount) OVER ()::bigint AS all_amount
                        FROM (%s) d ORDER BY amount DESC, deployment_id LIMIT $3
                        """.formatted(deployments))
                .bind(0, userId)
                .bind(1, month.atDay(1))
                .bind(2, MOST_DEPLOYMENTS)
                .map(row -> new Listed(
                        line(row),
                        new Others(
                                number(row, "all_deployments"),
                                number(row, "all_calls"),
                                Credits.ofMicro(number(row, "all_amount")))))
                .all()
                .collectList()
                .map(MonthTotals::byDeployment);
    }

    private static ByDeployment byDeployment(List<Listed> listed) {
        Others all = listed.isEmpty()
                ? new Others(0, 0, Credits.ZERO)
                : listed.getFirst().all();
        List<Line> lines = listed.stream().map(Listed::line).toList();
        return new ByDeployment(
                lines,
                new Others(
                        all.deployments() - lines.size(),
                        all.calls() - lines.stream().mapToLong(Line::calls).sum(),
                        Credits.ofMicro(all.amount().micro()
                                - lines.stream()
                                        .mapToLong(line -> line.amount().micro())
                                        .sum())),
                new Sum(all.calls(), all.amount()));
    }

    private static Line line(Readable row) {
        UUID deployment = Objects.requireNonNull(row.get("deployment_id", UUID.class));
        return new Line(
                deployment.equals(NO_DEPLOYMENT) ? null : deployment,
                number(row, "calls"),
                Credits.ofMicro(number(row, "amount")));
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }

    private record Listed(Line line, Others all) {}
}

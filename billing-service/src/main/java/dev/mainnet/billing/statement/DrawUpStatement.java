package dev.mainnet.billing.statement;

import dev.mainnet.billing.statement.Statement.Purchases;
import dev.mainnet.billing.transaction.ListTransactions;
import dev.mainnet.billing.transaction.TransactionFilter;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.money.Credits;
import dev.mainnet.defaults.page.CursorRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import reactor.core.publisher.Mono;

/** Draws up a user's statement of a month. All its numbers are of one snapshot, so that they add up whatever happens meanwhile. */
@Component
public class DrawUpStatement {

    /** By name: not every platform sells credits. */
    private static final List<String> PURCHASES = List.of("purchase", "refund", "dispute");

    private static final int MOST_PURCHASES = 100;

    private final MonthTotals totals;
    private final ListTransactions listTransactions;
    private final TransactionalOperator snapshot;
    private final Clock clock = Clock.systemUTC();

    DrawUpStatement(MonthTotals totals, ListTransactions listTransactions, ReactiveTransactionManager transactions) {
        this.totals = totals;
        this.listTransactions = listTransactions;
        var definition = new DefaultTransactionDefinition();
        definition.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        definition.setReadOnly(true);
        this.snapshot = TransactionalOperator.create(transactions, definition);
    }

    /**
     * The statement of a month, or of the month under way until now.
     *
     * @return a 404 for a month before the user's first entry
     */
    public Mono<Statement> of(Identity user, YearMonth month) {
        Instant now = clock.instant();
        YearMonth current = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        if (month.isAfter(current)) {
            return Mono.error(ApiException.invalid("month", "has not begun"));
        }
        return totals.first(user.accountId())
                .defaultIfEmpty(current)
                .filter(first -> !month.isBefore(first))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Statement")))
                .flatMap(known -> draw(user, month, month.equals(current) ? Optional.of(now) : Optional.empty()))
                .as(snapshot::transactional);
    }

    private Mono<Statement> draw(Identity user, YearMonth month, Optional<Instant> untilNow) {
        UUID userId = user.accountId();
        Instant from = Months.start(month);
        Instant end = Months.start(month.plusMonths(1));
        // One after the other: they share the transaction's connection.
        return totals.balances(userId, month)
                .flatMap(balances -> totals.kinds(userId, month)
                        .flatMap(kinds -> purchases(userId, from, end, kinds)
                                .flatMap(purchases -> totals.usage(userId, month)
                                        .flatMap(usage -> totals.tokens(userId, month)
                                                .flatMap(tokens -> totals.earnings(userId, month)
                                                        .map(earnings -> new Statement(
                                                                month,
                                                                from,
                                                                untilNow.orElse(end),
                                                                untilNow.isEmpty(),
                                                                userId,
                                                                user.username(),
                                                                "credits",
                                                                balances.getLast(),
                                                                balances.getFirst(),
                                                                kinds,
                                                                purchases,
                                                                usage,
                                                                tokens,
                                                                earnings)))))));
    }

    private Mono<Purchases> purchases(UUID userId, Instant from, Instant end, List<Statement.KindTotal> kinds) {
        List<Statement.KindTotal> bought =
                kinds.stream().filter(kind -> PURCHASES.contains(kind.kind())).toList();
        long entries = bought.stream().mapToLong(Statement.KindTotal::entries).sum();
        Credits total = Credits.ofMicro(
                bought.stream().mapToLong(kind -> kind.balance().micro()).sum());
        return listTransactions
                .own(
                        userId,
                        TransactionFilter.of(PURCHASES, from, end),
                        new CursorRequest(MOST_PURCHASES, Optional.empty()))
                .map(page -> new Purchases(page.data(), entries - page.data().size(), total));
    }
}

package dev.mainnet.billing.statement;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lists the months of which a user can have a statement. */
@Component
public class ListStatements {

    /** Fifty years. */
    private static final int MOST = 600;

    private final MonthTotals totals;
    private final Clock clock = Clock.systemUTC();

    ListStatements(MonthTotals totals) {
        this.totals = totals;
    }

    /** The month under way and those before it back to the user's first entry. */
    public Mono<List<YearMonth>> list(UUID userId) {
        YearMonth current = YearMonth.now(clock.withZone(ZoneOffset.UTC));
        return totals.first(userId)
                .defaultIfEmpty(current)
                .map(first -> Stream.iterate(current, month -> !month.isBefore(first), month -> month.minusMonths(1))
                        .limit(MOST)
                        .toList());
    }
}

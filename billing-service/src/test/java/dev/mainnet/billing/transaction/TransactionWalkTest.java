package dev.mainnet.billing.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.billing.BillingTest;
import dev.mainnet.billing.Books;
import dev.mainnet.billing.History;
import dev.mainnet.defaults.page.CursorPage;
import dev.mainnet.defaults.page.CursorRequest;
import dev.mainnet.defaults.page.Walk;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A page of a long journal costs the same as one of a short one, whatever is looked for. */
@BillingTest
class TransactionWalkTest {

    private static final int ENTRIES = 200_000;
    private static final Pattern ROWS = Pattern.compile("actual (?:time=\\S+ )?rows=([0-9.]+) loops=([0-9]+)");

    @Autowired
    History history;

    @Autowired
    Books books;

    @Autowired
    Transactions transactions;

    @Test
    void readsABoundedPartOfALongJournalByItsIndexes() {
        UUID user = history.newUser();
        UUID rare = UUID.randomUUID();
        UUID first = history.post(user, "grant", "available", 1_000_000, "2026-01-01T00:00:00Z", "First", rare);
        history.fill(user, ENTRIES, "2026-03-15T00:00:00Z");
        history.post(user, "usage", "available", -1, "2026-03-16T00:00:00Z", "Last", UUID.randomUUID());
        CursorRequest request = new CursorRequest(10, Optional.empty());

        List<TransactionFilter> filters = List.of(
                TransactionFilter.NONE,
                kinds("grant"),
                kinds("adjustment"),
                kinds("usage"),
                kinds("usage", "grant"),
                new TransactionFilter(
                        List.of(), Optional.empty(), Optional.empty(), Optional.of(rare), Optional.empty()),
                new TransactionFilter(
                        List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("earnings")),
                TransactionFilter.of(
                        List.of(), Instant.parse("2026-03-14T00:00:00Z"), Instant.parse("2026-03-14T01:00:00Z")));
        for (TransactionFilter filter : filters) {
            String plan = String.join(
                    "\n",
                    transactions.explain(user, filter, request).collectList().block());
            assertThat(plan).as(filter + "\n" + plan).doesNotContain("Seq Scan");
            assertThat(mostRows(plan)).as(filter + "\n" + plan).isLessThanOrEqualTo(Walk.MOST + 1);
        }

        CursorPage<Transaction> grants =
                transactions.page(user, kinds("grant"), request).block();
        assertThat(grants.data()).extracting(Transaction::id).containsExactly(first);
        assertThat(grants.hasMore()).isFalse();
        books.assertSound();
    }

    @Test
    void goesOnWhereAWalkThatFoundNothingStopped() {
        UUID user = history.newUser();
        UUID rare = UUID.randomUUID();
        UUID first = history.post(user, "usage", "available", -1, "2026-01-01T00:00:00Z", "First", rare);
        history.fill(user, 2 * Walk.MOST + 6, "2026-03-15T00:00:00Z");

        CursorRequest request = new CursorRequest(10, Optional.empty());
        for (int page = 0; page < 2; page++) {
            CursorPage<Transaction> part =
                    transactions.page(user, kinds("usage"), request).block();
            assertThat(part.data()).isEmpty();
            assertThat(part.hasMore()).isTrue();
            request = new CursorRequest(10, Optional.of(UUID.fromString(part.nextCursor())));
        }
        CursorPage<Transaction> last =
                transactions.page(user, kinds("usage"), request).block();
        assertThat(last.data()).extracting(Transaction::id).containsExactly(first);
        assertThat(last.hasMore()).isFalse();
    }

    private static long mostRows(String plan) {
        return ROWS.matcher(plan)
                .results()
                .mapToLong(node -> (long) (Double.parseDouble(node.group(1)) * Long.parseLong(node.group(2))))
                .max()
                .orElseThrow();
    }

    private static TransactionFilter kinds(String... kinds) {
        return new TransactionFilter(
                List.of(kinds), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}

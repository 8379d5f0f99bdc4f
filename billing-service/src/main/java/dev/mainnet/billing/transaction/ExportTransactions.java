package dev.mainnet.billing.transaction;

import dev.mainnet.defaults.page.CursorPage;
import dev.mainnet.defaults.page.CursorRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes many of a user's entries at once. They are read page by page as the client takes them, so that a slow one holds neither
 * memory nor a connection to the database.
 */
@Component
public class ExportTransactions {

    /** Entries of one export; the id of the last one is the cursor of the next. */
    public static final int MOST = 100_000;

    private static final int PAGE = 1_000;

    private final Transactions transactions;

    ExportTransactions(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * The entries that match, newest first, page by page; at least one page.
     *
     * @param limit of entries, at most {@link #MOST}
     */
    public Flux<List<Transaction>> export(UUID userId, TransactionFilter filter, Optional<UUID> after, int limit) {
        return page(userId, filter, after, limit)
                .expand(part -> part.next()
                        .map(next -> page(userId, filter, Optional.of(next), part.left()))
                        .orElseGet(Mono::empty))
                .map(Part::entries);
    }

    private Mono<Part> page(UUID userId, TransactionFilter filter, Optional<UUID> after, int left) {
        return transactions
                .page(userId, filter, new CursorRequest(Math.min(PAGE, left), after))
                .map(page -> Part.of(page, left));
    }

    /** A page, how many entries may follow it, and where they do. */
    private record Part(List<Transaction> entries, int left, Optional<UUID> next) {

        static Part of(CursorPage<Transaction> page, int allowed) {
            int left = allowed - page.data().size();
            return new Part(
                    page.data(),
                    left,
                    Optional.ofNullable(page.nextCursor())
                            .filter(more -> left > 0)
                            .map(UUID::fromString));
        }
    }
}

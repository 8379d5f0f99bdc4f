package dev.mainnet.billing.transaction;

import dev.mainnet.defaults.page.CursorPage;
import dev.mainnet.defaults.page.CursorRequest;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lists the journal entries that touch a user, newest first. */
@Component
public class ListTransactions {

    private final Transactions transactions;

    ListTransactions(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The part of the list that is asked for. */
    public Mono<CursorPage<Transaction>> list(UUID userId, CursorRequest request) {
        return transactions.page(userId, request).map(rows -> CursorPage.of(rows, request, Transaction::id));
    }
}

package dev.mainnet.billing.ledger;

import dev.mainnet.contracts.BillingEvent.BalanceLow;
import dev.mainnet.contracts.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What is told of changed balances: each one as it is now, and a notice where one has fallen below the bound. */
@Component
class BalanceNews {

    private final long lowMicro;

    BalanceNews(LowBalance low) {
        this.lowMicro = low.below().micro();
    }

    List<Event> of(List<Wallet> changed, Map<UUID, WalletChange> changes) {
        List<Event> events = new ArrayList<>();
        for (Wallet wallet : changed) {
            events.add(wallet.changed());
            WalletChange change = changes.get(wallet.userId());
            if (change != null && hasFallen(wallet.availableMicro(), change.availableMicro())) {
                events.add(new BalanceLow(wallet.userId(), wallet.availableMicro(), lowMicro));
            }
        }
        return events;
    }

    /** Only the step across the bound is told, not each step below it. */
    private boolean hasFallen(long nowMicro, long byMicro) {
        return nowMicro < lowMicro && Math.subtractExact(nowMicro, byMicro) >= lowMicro;
    }
}

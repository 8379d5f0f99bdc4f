package dev.mainnet.model.admission;

import dev.mainnet.contracts.BalanceEvent.BalanceChanged;
import dev.mainnet.contracts.Event;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/** Every account's balance as billing last told it. */
@Component
public class Balances {

    private final ConcurrentMap<UUID, BalanceChanged> byAccount = new ConcurrentHashMap<>();

    /** Takes in news; what is older than what is known is passed over. */
    void apply(Event event) {
        if (event instanceof BalanceChanged changed) {
            byAccount.merge(
                    changed.accountId(), changed, (known, next) -> next.version() > known.version() ? next : known);
        }
    }

    /** The account's balance; nothing when billing never told of it. */
    Optional<BalanceChanged> of(UUID accountId) {
        return Optional.ofNullable(byAccount.get(accountId));
    }

    /** The balance in micro-credits once all recorded usage is debited. */
    public long afterMicro(UUID accountId, long recordedMicro) {
        return of(accountId)
                .map(balance -> new Funds(balance.availableMicro(), balance.usageDebitedMicro(), recordedMicro, 0))
                .orElseGet(() -> new Funds(0, 0, recordedMicro, 0))
                .balanceMicro();
    }
}

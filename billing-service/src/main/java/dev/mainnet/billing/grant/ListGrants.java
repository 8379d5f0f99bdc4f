package dev.mainnet.billing.grant;

import dev.mainnet.billing.ledger.Wallets;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows what remains of a user's grants that end, the first to end first. */
@Component
class ListGrants {

    private final Wallets wallets;
    private final Grants grants;

    ListGrants(Wallets wallets, Grants grants) {
        this.wallets = wallets;
        this.grants = grants;
    }

    /** All of them: a user holds at most a hundred. What was spent since the last count is counted here, and not stored. */
    Mono<List<CreditGrant>> of(UUID userId) {
        return wallets.find(userId)
                .zipWith(grants.of(userId), Burning::apply)
                .map(held -> held.stream()
                        .filter(grant -> grant.remainingMicro() > 0)
                        .toList())
                .defaultIfEmpty(List.of());
    }
}
